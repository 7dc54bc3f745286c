package io.busha.resourceserver.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/** The documents of an issuer: its discovery document and its key set. Logs changes to the keys. Thread-safe. */
final class Documents {
    static final String OTHER_ISSUER = "https://login.other-issuer.example";

    private final String base;
    private final IssuerLog log;
    private final List<Map<String, ?>> keys = new ArrayList<>();
    private String issuer;
    private UnaryOperator<Map<String, Object>> edit = UnaryOperator.identity();
    private @Nullable String exactJwks;

    /** A document at one moment and, for a key set, the ids of its usable keys. */
    record Document(String text, Set<String> kids) {}

    Documents(String base, IssuerLog log) {
        this.base = base;
        this.log = log;
        this.issuer = base;
    }

    synchronized String issuer() {
        return issuer;
    }

    synchronized void announce(String newIssuer) {
        issuer = newIssuer;
    }

    synchronized void publish(Map<String, ?> jwk) {
        keys.add(0, new LinkedHashMap<>(jwk));
        if (jwk.get("kid") instanceof String kid) {
            log.published(kid);
        }
    }

    synchronized void withdraw(String kid) {
        if (keys.removeIf(jwk -> kid.equals(jwk.get("kid")))) {
            log.withdrawn(kid);
        }
    }

    synchronized void serveJwks(@Nullable String body) {
        exactJwks = body;
    }

    synchronized void edit(UnaryOperator<Map<String, Object>> next) {
        UnaryOperator<Map<String, Object>> earlier = edit;
        edit = document -> next.apply(earlier.apply(document));
    }

    synchronized Document get(Endpoint endpoint, Fault fault) {
        return switch (endpoint) {
            case DISCOVERY -> new Document(discovery(fault), Set.of());
            case JWKS -> new Document(jwks(fault), kids(fault));
        };
    }

    /** Returns the ids of the usable keys. An exact text counts as having none, because its contents are not known here. */
    private Set<String> kids(Fault fault) {
        if (exactJwks != null || fault == Fault.EMPTY_SET || fault == Fault.ONLY_UNUSABLE_KEYS) {
            return Set.of();
        }
        return keys.stream()
                .map(jwk -> jwk.get("kid"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    private String discovery(Fault fault) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", base + "/oauth2/auth");
        document.put("token_endpoint", base + "/oauth2/token");
        document.put("revocation_endpoint", base + "/oauth2/revoke");
        document.put("userinfo_endpoint", base + "/userinfo");
        document.put("jwks_uri", base + Endpoint.JWKS.path());
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document = edit.apply(document);
        if (fault == Fault.OTHER_ISSUER) {
            document.put("issuer", OTHER_ISSUER);
        }
        return JsonUtil.toJson(document);
    }

    private String jwks(Fault fault) {
        return switch (fault) {
            case EMPTY_SET -> set(List.of());
            case ONLY_UNUSABLE_KEYS -> set(BadKeys.unusable(keys));
            case ONE_MALFORMED_KEY -> set(BadKeys.withMalformed(keys));
            default -> exactJwks == null ? set(keys) : exactJwks;
        };
    }

    private static String set(List<? extends Map<String, ?>> members) {
        return JsonUtil.toJson(Map.of("keys", members));
    }
}
