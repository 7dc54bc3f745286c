package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/** The path of a request as Spring reads it: each segment of the sent path, decoded separately. */
final class SentPath {

    private SentPath() {}

    /** Returns the path that the container used for dispatch and the path that Spring uses to find handlers; usually they are equal. */
    static Set<String> spellings(GuardedRequest request, String contextPath) {
        String sent = request.rawPath().startsWith(contextPath)
                ? request.rawPath().substring(contextPath.length())
                : request.rawPath();
        return sent.equals(request.path()) ? Set.of(sent) : Set.copyOf(Arrays.asList(request.path(), decoded(sent)));
    }

    private static String decoded(String sent) {
        return Arrays.stream(sent.split("/", -1)).map(SentPath::segment).collect(Collectors.joining("/"));
    }

    /** Decodes a segment without its parameters. A slash inside it stays encoded, because it does not end the segment. */
    private static String segment(String sent) {
        String named = sent.replaceFirst(";.*", "");
        try {
            return StringUtils.uriDecode(named, StandardCharsets.UTF_8).replace("/", "%2F");
        } catch (IllegalArgumentException e) {
            return named;
        }
    }
}
