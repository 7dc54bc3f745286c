package io.busha.resourceserver.token;

import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token that was verified: only {@link TokenVerifier} makes one, so whoever holds one need not check it. It does
 * not hold the token's text. Immutable and thread-safe. As a {@link Principal} its name is the subject.
 */
public final class VerifiedToken implements Verification, Principal {

    private final String issuer;
    private final String subject;
    private final String clientId;
    private final Set<String> scopes;
    private final Instant notBefore;
    private final Instant expiresAt;
    private final Claims claims;
    private @Nullable Map<String, String> logFields;

    VerifiedToken(
            String issuer,
            String subject,
            String clientId,
            Set<String> scopes,
            Instant notBefore,
            Instant expiresAt,
            Claims claims) {
        this.issuer = issuer;
        this.notBefore = notBefore;
        this.subject = subject;
        this.clientId = clientId;
        this.scopes = scopes;
        this.expiresAt = expiresAt;
        this.claims = claims;
    }

    /** Who issued the token: {@code iss} (RFC 7519 section 4.1.1). */
    public String issuer() {
        return issuer;
    }

    /** From when on the token is valid: {@code nbf} (RFC 7519 section 4.1.5); the earliest instant where it does not say. */
    public Instant notBefore() {
        return notBefore;
    }

    /** Whom the token speaks for: {@code sub} (RFC 7519 section 4.1.2), never empty. It may hold any character. */
    public String subject() {
        return subject;
    }

    /** The subject. */
    @Override
    public String getName() {
        return subject;
    }

    /** The client that the token was issued to: {@code client_id} (RFC 9068 section 2.2), one of the configured ones. */
    public String clientId() {
        return clientId;
    }

    /** The scopes, unmodifiable, in the token's order; empty where it has none. */
    public Set<String> scopes() {
        return scopes;
    }

    /** The token's own id: {@code jti} (RFC 7519 section 4.1.7). */
    public Optional<String> jwtId() {
        return claims.string(Claim.JTI);
    }

    /** When the token was issued: {@code iat} (RFC 7519 section 4.1.6). */
    public Optional<Instant> issuedAt() {
        return claims.date(Claim.IAT);
    }

    /** When the token expires: {@code exp} (RFC 7519 section 4.1.4), without the clock skew that is granted on top. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /**
     * Any claim, as JSON has it: a {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger} (a whole
     * number that is no long), {@link java.math.BigDecimal} (with fraction or exponent), {@link java.util.List} or {@link
     * Map}; unmodifiable throughout. Empty where the claim is absent or null.
     *
     * @throws ClassCastException where the claim is of another type: a wrong type is never read as absent
     */
    public <T> Optional<T> claim(String name, Class<T> type) {
        Object value = claims.value(name);
        if (value != null && !type.isInstance(value)) {
            throw new ClassCastException(
                    "the claim is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** Every claim that is there and not null, of the types that {@link #claim} tells; unmodifiable throughout. */
    public Map<String, Object> claims() {
        return claims.all();
    }

    int bytes() {
        return claims.bytes();
    }

    /**
     * What may be written to a log of this token: {@code sub}, {@code client_id} and, where there is one, {@code jti}.
     * Whatever is not plain printable ASCII stands there as an escape, so that it cannot break a line out of its log.
     */
    public Map<String, String> logFields() {
        Map<String, String> fields = logFields;
        if (fields == null) {
            fields = Collections.unmodifiableMap(fieldsToLog());
            logFields = fields; // whoever comes at the same time finds the same
        }
        return fields;
    }

    private Map<String, String> fieldsToLog() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sub", escaped(subject));
        fields.put("client_id", escaped(clientId));
        jwtId().ifPresent(id -> fields.put("jti", escaped(id)));
        return fields;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** The {@linkplain #logFields() fields that may be logged}. */
    @Override
    public String toString() {
        return "VerifiedToken" + logFields();
    }
}
