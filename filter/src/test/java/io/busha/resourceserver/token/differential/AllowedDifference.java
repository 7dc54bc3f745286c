package io.busha.resourceserver.token.differential;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A form that we must accept and a rival cannot, with the rival's error. */
record AllowedDifference(String reason, Pattern words, Predicate<Evidence> form) {

    private static final AllowedDifference DATE_BEYOND_LONG = of(
            "a date beyond a long of milliseconds or seconds: a finite number (RFC 7519 section 2)",
            "is unreasonable for a NumericDate|Expired JWT|JWT before use time",
            token -> Stream.of("exp", "nbf", "iat").anyMatch(name -> isBeyondLong(date(token, name))));

    static final List<AllowedDifference> ALL = List.of(
            of(
                    "jwk, jku, x5u, x5c, x5t or x5t#S256 in the header: ignored by us, whatever it holds",
                    "ClassCastException|Unexpected type of JSON object member|Invalid JWS header: |no matching key",
                    token -> Stream.of("jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256")
                            .anyMatch(token.header()::containsKey)),
            of(
                    "a number beyond a double, where nobody reads it: valid JSON",
                    "not a valid JSON object|Invalid JSON object",
                    token -> isBeyondDouble(token.header()) || isBeyondDouble(token.claims())),
            DATE_BEYOND_LONG,
            of(
                    "an exp whose whole second has passed and whose fraction has not",
                    "on or after the Expiration Time|Expired JWT",
                    token -> date(token, "exp").stripTrailingZeros().scale() > 0
                            && isInSecond(date(token, "exp"), -Scenario.SKEW.toSeconds())),
            of(
                    "an nbf in the very second of now + skew: after or equal (RFC 7519 section 4.1.5)",
                    "JWT before use time",
                    token -> isInSecond(date(token, "nbf"), Scenario.SKEW.toSeconds())),
            of(
                    "an exp before iat or nbf, within the skew: no RFC compares them, nor do we",
                    "cannot be before the (Issued At|Not Before)",
                    token -> Stream.of("iat", "nbf")
                            .anyMatch(name -> date(token, "exp").compareTo(date(token, name)) < 0)));

    private static AllowedDifference of(String reason, String words, Predicate<Evidence> form) {
        return new AllowedDifference(reason, Pattern.compile(words), form);
    }

    /** Returns why a rival refuses what we accept, if known. */
    static Optional<AllowedDifference> inRefusal(String token, String why) {
        Evidence evidence = new Evidence(token);
        return ALL.stream()
                .filter(each -> each.words.matcher(why).find() && each.form.test(evidence))
                .findFirst();
    }

    /** Returns why a rival reads these claims differently, if known. */
    static Optional<AllowedDifference> inReading(String token, List<String> names) {
        return Optional.of(DATE_BEYOND_LONG)
                .filter(each -> Set.of("exp", "iat").containsAll(names) && each.form.test(new Evidence(token)));
    }

    private static boolean isBeyondDouble(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return isBeyondDouble(object.values());
        }
        return value instanceof Collection<?> values
                ? values.stream().anyMatch(AllowedDifference::isBeyondDouble)
                : value instanceof BigDecimal number && Double.isInfinite(number.doubleValue());
    }

    private static boolean isBeyondLong(BigDecimal seconds) {
        long most = Long.MAX_VALUE / 1000 - Scenario.SKEW.toSeconds();
        return seconds.abs().compareTo(BigDecimal.valueOf(most)) > 0;
    }

    /** Converts as a double does, which is how the others read a fraction. */
    private static boolean isInSecond(BigDecimal date, long fromNow) {
        long second = Scenario.NOW.getEpochSecond() + fromNow;
        return !isBeyondLong(date) && Math.floor(date.doubleValue()) == second;
    }

    private static BigDecimal date(Evidence token, String name) {
        return token.claims().get(name) instanceof BigDecimal date ? date : BigDecimal.ZERO;
    }
}
