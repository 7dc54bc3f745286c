package io.busha.resourceserver.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature holds. A registered claim of a wrong type is a fault, never absent. */
final class Claims {

    private static final long FIRST_SECOND = Instant.MIN.getEpochSecond();
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();
    private static final int NANO_DIGITS = 9;

    private final Map<String, @Nullable Object> members;

    private Claims(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    static Claims parse(byte[] utf8) {
        return new Claims(StrictJson.object(utf8, Reason.MALFORMED_CLAIMS));
    }

    Map<String, @Nullable Object> members() {
        return members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> string(String name) {
        return has(name) ? Optional.of(text(members.get(name))) : Optional.empty();
    }

    /** A string, or an array of strings; empty where the claim is absent. */
    List<String> strings(String name) {
        if (!has(name)) {
            return List.of();
        }
        return members.get(name) instanceof List<?> list
                ? list.stream().map(Claims::text).toList()
                : List.of(text(members.get(name)));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new Rejected(Reason.WRONG_CLAIM_TYPE);
    }

    /**
     * A NumericDate: any JSON number of seconds that a double can hold (RFC 7519 section 2, RFC 8259 section 6). Beyond what
     * an Instant holds, its limit.
     */
    Optional<Instant> date(String name) {
        return has(name) ? Optional.of(instant(members.get(name))) : Optional.empty();
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
        throw new Rejected(Reason.WRONG_CLAIM_TYPE);
    }

    /** The magnitude first: to write out a number with a huge exponent would take for ever. */
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
