package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.token.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for claims, in order. */
final class ClaimRules {

    private static final BigDecimal NOW = BigDecimal.valueOf(Scenario.NOW.getEpochSecond());
    private static final BigDecimal SKEW = BigDecimal.valueOf(Scenario.SKEW.toSeconds());

    static final List<Rule<Map<String, @Nullable Object>>> ALL = Stream.of(
                    Stream.of("iss", "sub", "client_id", "jti")
                            .map(name -> typed(name, "no string", String.class::isInstance)),
                    Stream.of("exp", "nbf", "iat").map(name -> typed(name, "no finite number", ClaimRules::isFinite)),
                    Stream.of(
                            typed("aud", "no strings", ClaimRules::isStrings),
                            typed("scp", "no strings", ClaimRules::isStrings),
                            rule(
                                    Reason.WRONG_CLAIM_TYPE,
                                    "scope is no strings",
                                    claims -> !claims.containsKey("scp")
                                            && claims.containsKey("scope")
                                            && !isStrings(claims.get("scope"))),
                            rule(Reason.WRONG_ISSUER, "iss", claims -> !Scenario.ISSUER.equals(claims.get("iss")))),
                    Stream.of("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc")
                            .map(name -> rule(Reason.NOT_AN_ACCESS_TOKEN, name, claims -> isMark(name, claims))),
                    Stream.of(
                            rule(Reason.SENDER_CONSTRAINED, "cnf", claims -> claims.containsKey("cnf")),
                            rule(Reason.WRONG_CLIENT, "client_id absent", claims -> !claims.containsKey("client_id")),
                            rule(Reason.WRONG_CLIENT, "client_id", claims -> !Scenario.CLIENTS.contains(text(claims))),
                            rule(Reason.WRONG_AUDIENCE, "aud", ClaimRules::isForOthers),
                            rule(Reason.INVALID_SUBJECT, "sub absent", claims -> !claims.containsKey("sub")),
                            rule(Reason.INVALID_SUBJECT, "sub empty", claims -> "".equals(claims.get("sub"))),
                            rule(Reason.INVALID_SUBJECT, "sub padded", ClaimRules::isPadded),
                            rule(Reason.MISSING_EXPIRY, "exp absent", claims -> !claims.containsKey("exp")),
                            rule(
                                    Reason.EXPIRED,
                                    "exp",
                                    claims -> NOW.compareTo(date(claims, "exp").add(SKEW)) >= 0),
                            rule(
                                    Reason.NOT_YET_VALID,
                                    "nbf",
                                    claims -> claims.containsKey("nbf")
                                            && date(claims, "nbf").compareTo(NOW.add(SKEW)) > 0)))
            .flatMap(rules -> rules)
            .toList();

    private ClaimRules() {}

    private static Rule<Map<String, @Nullable Object>> rule(
            Reason reason, String name, Predicate<Map<String, @Nullable Object>> broken) {
        return new Rule<>(reason, name, broken);
    }

    private static Rule<Map<String, @Nullable Object>> typed(
            String name, String otherwise, Predicate<@Nullable Object> type) {
        return rule(
                Reason.WRONG_CLAIM_TYPE,
                name + " is " + otherwise,
                claims -> claims.containsKey(name) && !type.test(claims.get(name)));
    }

    private static boolean isFinite(@Nullable Object value) {
        return value instanceof BigDecimal number && Double.isFinite(number.doubleValue());
    }

    private static boolean isStrings(@Nullable Object value) {
        return value instanceof String
                || (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    }

    private static boolean isMark(String name, Map<String, @Nullable Object> claims) {
        return claims.containsKey(name)
                && !(claims.get("ext") instanceof Map<?, ?> ext
                        && ext.containsKey(name)
                        && Objects.equals(ext.get(name), claims.get(name)));
    }

    private static boolean isForOthers(Map<String, @Nullable Object> claims) {
        Object audience = claims.get("aud");
        return audience instanceof List<?> list
                ? !list.isEmpty() && !list.contains(text(claims))
                : audience != null && !audience.equals(text(claims));
    }

    private static boolean isPadded(Map<String, @Nullable Object> claims) {
        String subject = String.valueOf(claims.get("sub"));
        return !subject.strip().equals(subject);
    }

    private static String text(Map<String, @Nullable Object> claims) {
        return String.valueOf(claims.get("client_id"));
    }

    private static BigDecimal date(Map<String, @Nullable Object> claims, String name) {
        return (BigDecimal) Objects.requireNonNull(claims.get(name));
    }
}
