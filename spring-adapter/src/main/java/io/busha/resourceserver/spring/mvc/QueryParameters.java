package io.busha.resourceserver.spring.mvc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, in UTF-8. Whatever it makes of a malformed one, the handler that is reached is asked again. */
final class QueryParameters {

    private final Map<String, String[]> all = new LinkedHashMap<>();

    private QueryParameters() {}

    static QueryParameters of(@Nullable String query) {
        QueryParameters parameters = new QueryParameters();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        all.merge(name, new String[] {value}, (before, more) -> {
            String[] both = Arrays.copyOf(before, before.length + 1);
            both[before.length] = more[0];
            return both;
        });
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Map<String, String[]> all() {
        return Collections.unmodifiableMap(all);
    }

    @Nullable String first(String name) {
        String[] values = all.get(name);
        return values == null ? null : values[0];
    }
}
