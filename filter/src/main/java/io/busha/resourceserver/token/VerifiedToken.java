package io.busha.resourceserver.token;

import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token that has been verified. Only {@link TokenVerifier} creates instances, so a method that receives one need not check it.
 * Does not hold the token's text. As a {@link Principal} its name is the subject. Immutable and thread-safe.
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

    /** Returns the issuer of the token: {@code iss} (RFC 7519 section 4.1.1). */
    public String issuer() {
        return issuer;
    }

    /** Returns when the token becomes valid: {@code nbf} (RFC 7519 section 4.1.5), without the clock skew that is granted before it. */
    public Optional<Instant> notBefore() {
        return notBefore.equals(Instant.MIN) ? Optional.empty() : Optional.of(notBefore);
    }

    /** Returns whether the token is valid at that moment as far as {@code nbf} is concerned. If moment = nbf, it is. */
    boolean hasBegunAt(Instant moment) {
        return !moment.isBefore(notBefore);
    }

    /** Returns the audience of the token: {@code aud} (RFC 7519 section 4.1.3), unmodifiable; empty if the token has none. */
    public List<String> audience() {
        return Collections.unmodifiableList(claims.strings(Claim.AUD));
    }

    /** Returns the subject of the token: {@code sub} (RFC 7519 section 4.1.2), never empty. It may contain any character. */
    public String subject() {
        return subject;
    }

    /** Returns the subject. */
    @Override
    public String getName() {
        return subject;
    }

    /** Returns the client that the token was issued to: {@code client_id} (RFC 9068 section 2.2), one of the configured ones. */
    public String clientId() {
        return clientId;
    }

    /** Returns the scopes, unmodifiable, in the token's order; empty if it has none. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Returns the token's id: {@code jti} (RFC 7519 section 4.1.7). */
    public Optional<String> jwtId() {
        return claims.string(Claim.JTI);
    }

    /** Returns when the token was issued: {@code iat} (RFC 7519 section 4.1.6). */
    public Optional<Instant> issuedAt() {
        return claims.date(Claim.IAT);
    }

    /** Returns when the token expires: {@code exp} (RFC 7519 section 4.1.4), without the clock skew that is granted after it. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /**
     * Returns any claim, with its type in JSON: a {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger} (a whole
     * number that does not fit a long), {@link java.math.BigDecimal} (a number with a fraction or exponent), {@link java.util.List} or
     * {@link Map}; unmodifiable throughout. Empty if the claim is absent or null. A number is converted to {@link Integer}, {@link Long},
     * {@link Double}, {@link java.math.BigInteger} or {@link java.math.BigDecimal} if that is the requested type.
     *
     * @throws ClassCastException if the claim is of another type: a wrong type is never read as absent
     * @throws ArithmeticException if the requested type has no value equal to the number
     */
    public <T> Optional<T> claim(String name, Class<T> type) {
        Object value = claims.value(name);
        if (value instanceof Number number) {
            value = ExactNumber.as(type, number);
        }
        if (value != null && !type.isInstance(value)) {
            throw new ClassCastException(
                    "the claim is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** Returns all claims that are present and not null, with the types that {@link #claim} lists; unmodifiable throughout. */
    public Map<String, Object> claims() {
        return claims.all();
    }

    int bytes() {
        return claims.bytes();
    }

    /**
     * Returns the fields of this token that may be logged: {@code sub}, {@code client_id} and, if present, {@code jti}. Quotes, backslashes
     * and everything else that is not printable ASCII are escaped, so that no value can break out of its log line.
     */
    public Map<String, String> logFields() {
        Map<String, String> fields = logFields;
        if (fields == null) {
            fields = Collections.unmodifiableMap(fieldsToLog());
            logFields = fields; // concurrent callers compute equal fields
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

    /** Returns the {@linkplain #logFields() fields that may be logged}. */
    @Override
    public String toString() {
        return "VerifiedToken" + logFields();
    }
}
