package io.busha.resourceserver.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature is valid. A registered claim of a wrong type is a fault, and never counts as absent. */
final class Claims {

    private static final long FIRST_SECOND = Instant.MIN.getEpochSecond();
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();
    private static final int NANO_DIGITS = 9;
    private static final int FEW = 4;

    private final Map<Claim, @Nullable Object> judged = new EnumMap<>(Claim.class);
    private final Map<String, @Nullable Object> others = new HashMap<>(FEW);

    private Claims() {}

    static Claims parse(byte[] utf8) {
        Claims claims = new Claims();
        StrictJson.ofIssuer(utf8, Reason.MALFORMED_CLAIMS, (name, value) -> {
            Claim claim = Claim.named(name);
            return claim == null
                    ? StrictJson.add(claims.others, name, value)
                    : StrictJson.add(claims.judged, claim, value);
        });
        return claims;
    }

    /** Returns the value of any claim; null if it is absent or null. */
    @Nullable Object value(String name) {
        Claim claim = Claim.named(name);
        return claim == null ? others.get(name) : judged.get(claim);
    }

    /** Returns the claims other than those in {@link Claim}. */
    Map<String, @Nullable Object> others() {
        return others;
    }

    /** Returns all claims that are not null, beginning with those in {@link Claim}; unmodifiable. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        judged.forEach((claim, value) -> putUnlessNull(all, claim.member(), value));
        others.forEach((name, value) -> putUnlessNull(all, name, value));
        return Collections.unmodifiableMap(all);
    }

    private static void putUnlessNull(Map<String, Object> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    /** Returns the estimated size of the claims on the heap, in bytes. */
    int bytes() {
        return HeapSize.of(judged.values()) + HeapSize.of(others);
    }

    boolean has(Claim claim) {
        return judged.containsKey(claim);
    }

    Optional<String> string(Claim claim) {
        return has(claim) ? Optional.of(text(judged.get(claim))) : Optional.empty();
    }

    boolean isText(Claim claim) {
        return judged.get(claim) instanceof String;
    }

    /**
     * Returns the value of a claim that is a string or an array of strings; empty if the claim is absent.
     *
     * @throws InvalidTokenException if it has another type
     */
    @SuppressWarnings("unchecked") // each element was checked
    List<String> strings(Claim claim) {
        if (!has(claim)) {
            return List.of();
        }
        if (!(judged.get(claim) instanceof List<?> values)) {
            return List.of(text(judged.get(claim)));
        }
        values.forEach(Claims::text);
        return (List<String>) values;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidTokenException(Reason.WRONG_CLAIM_TYPE);
    }

    /**
     * Returns a NumericDate: any JSON number of seconds that fits a double (RFC 7519 section 2, RFC 8259 section 6). A number beyond the
     * range of {@link Instant} becomes its minimum or maximum.
     *
     * @throws InvalidTokenException if the claim has another type
     */
    Optional<Instant> date(Claim claim) {
        return has(claim) ? Optional.of(instant(judged.get(claim))) : Optional.empty();
    }

    private static Instant instant(@Nullable Object value) {
        if (value instanceof Long seconds) {
            return Instant.ofEpochSecond(Math.max(FIRST_SECOND, Math.min(LAST_SECOND, seconds)));
        }
        if (value instanceof BigInteger seconds && Double.isFinite(seconds.doubleValue())) {
            return seconds.signum() < 0 ? Instant.MIN : Instant.MAX;
        }
        if (value instanceof BigDecimal seconds && Double.isFinite(seconds.doubleValue())) {
            return instant(seconds, seconds.doubleValue());
        }
        throw new InvalidTokenException(Reason.WRONG_CLAIM_TYPE);
    }

    /** Converts seconds to an instant. Checks the magnitude first: expanding a number with a huge exponent would take for ever. */
    private static Instant instant(BigDecimal seconds, double magnitude) {
        if (Math.abs(magnitude) >= LAST_SECOND) {
            return magnitude < 0 ? Instant.MIN : Instant.MAX;
        }
        if (Math.abs(magnitude) < 1) {
            return Instant.EPOCH;
        }
        BigInteger nanos = seconds.movePointRight(NANO_DIGITS).toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
    }
}
