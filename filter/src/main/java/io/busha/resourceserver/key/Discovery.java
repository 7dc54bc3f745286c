package io.busha.resourceserver.key;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a discovery document that are used (OpenID Connect Discovery 1.0 section 3), checked against the configuration. */
record Discovery(String issuer, URI jwksUri, Set<String> scopesSupported) {

    static Discovery parse(String document, IssuerLocation location) throws FetchException {
        Map<String, Object> members = KeySet.parseObject(document);
        if (!(members.get("issuer") instanceof String issuer) || !location.isNamedBy(issuer)) {
            throw new FetchException(
                    FetchException.Kind.WRONG_ISSUER, "the discovery document is not that of the configured issuer");
        }
        if (!(members.get("jwks_uri") instanceof String jwksUri)) {
            throw new FetchException(FetchException.Kind.WRONG_JWKS_URI, "the discovery document has no jwks_uri");
        }
        URI keys = location.keysAt(jwksUri)
                .orElseThrow(() -> new FetchException(
                        FetchException.Kind.WRONG_JWKS_URI,
                        "jwks_uri is not a secure URL of the issuer's origin (see jwks-origin)"));
        return new Discovery(issuer, keys, texts(members.get("scopes_supported")));
    }

    /** Returns the strings in an array. The list is only informative, so it may be absent or have any other type. */
    private static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof Collection<?> members) {
            members.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(texts::add);
        }
        return Collections.unmodifiableSet(texts);
    }
}
