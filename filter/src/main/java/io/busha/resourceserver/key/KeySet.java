package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The usable keys of a JWK set (RFC 7517 section 5), by key id and in the order of the set: newest first. Keys that are not usable are left
 * out. Immutable.
 */
final class KeySet {

    private static final int MAX_PASSED_OVER = 32;

    private final Map<String, List<IssuerKey>> keys;
    private final List<PassedOver> passedOver;

    /** A member of a JWK set that is not used: its name for a log line, and the reason. */
    record PassedOver(String name, String reason) {

        private static final int MAX_LENGTH = 64;

        static PassedOver of(@Nullable Object kid, String reason) {
            return new PassedOver(
                    kid instanceof String id && !id.isEmpty() ? "The key \"" + safe(id) + "\"" : "A key", reason);
        }

        /** Returns a key id as printable ASCII without quotes and backslashes, cut to a limited length. */
        private static String safe(String kid) {
            boolean cut = kid.length() > MAX_LENGTH;
            return (cut ? kid.substring(0, MAX_LENGTH) : kid).replaceAll("[^ -~]|[\"\\\\]", "?") + (cut ? "..." : "");
        }
    }

    private KeySet(Map<String, List<IssuerKey>> keys, List<PassedOver> passedOver) {
        this.keys = keys;
        this.passedOver = passedOver;
    }

    static KeySet parse(String jwks, SignatureProvider provider) throws FetchException {
        if (!(parseObject(jwks).get("keys") instanceof List<?> members)) {
            throw new FetchException(FetchException.Kind.MALFORMED, "the JWK set has no array \"keys\"");
        }
        Map<String, List<IssuerKey>> keys = new LinkedHashMap<>();
        Set<PassedOver> passedOver = new LinkedHashSet<>();
        for (Object member : members) {
            Map<?, ?> jwk = member instanceof Map<?, ?> object ? object : Map.of();
            try {
                IssuerKey key = provider.key(RsaJwk.read(jwk));
                keys.computeIfAbsent((String) jwk.get("kid"), kid -> new ArrayList<>())
                        .add(key);
            } catch (RsaJwk.Unusable e) {
                passedOver.add(PassedOver.of(jwk.get("kid"), e.reason()));
            }
        }
        if (keys.isEmpty()) {
            throw noneOf(passedOver);
        }
        keys.replaceAll((kid, same) -> List.copyOf(same));
        return new KeySet(
                Collections.unmodifiableMap(keys),
                passedOver.stream().limit(MAX_PASSED_OVER).toList());
    }

    private static FetchException noneOf(Set<PassedOver> passedOver) {
        String first = passedOver.stream()
                .findFirst()
                .map(key -> "; the first one: " + key.reason())
                .orElse("");
        return new FetchException(FetchException.Kind.NO_USABLE_KEY, "the JWK set holds no usable key" + first);
    }

    static Map<String, Object> parseObject(String json) throws FetchException {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new FetchException(FetchException.Kind.MALFORMED, "the document is not a JSON object");
        }
    }

    List<IssuerKey> find(String kid) {
        return keys.getOrDefault(kid, List.of());
    }

    /** Returns the first keys of the set that are not listed under this id, without duplicates. */
    List<IssuerKey> newestBut(String kid, int max) {
        List<IssuerKey> own = find(kid);
        return keys.values().stream()
                .flatMap(Collection::stream)
                .filter(key -> !own.contains(key))
                .distinct()
                .limit(max)
                .toList();
    }

    /** Calls the reader with every key and its id, newest first. */
    void forEach(BiConsumer<String, IssuerKey> reader) {
        keys.forEach((kid, same) -> same.forEach(key -> reader.accept(kid, key)));
    }

    Set<String> kids() {
        return keys.keySet();
    }

    int size() {
        return keys.values().stream().mapToInt(List::size).sum();
    }

    /** Returns the first members of the set that are not used, without duplicates. */
    List<PassedOver> passedOver() {
        return passedOver;
    }
}
