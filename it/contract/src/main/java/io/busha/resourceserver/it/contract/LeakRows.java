package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** No part of a token appears in a response, a log line or a meter. */
final class LeakRows {

    private static final int BAD_TOKENS = 2_000;

    /** The number of kinds of tokens. Two kinds, {@link #FEWER_SCOPES} and {@link #GOOD}, are valid and sent to a closed endpoint. */
    private static final int KINDS = 8;

    private static final int FEWER_SCOPES = 5;
    private static final int GOOD = 7;

    private static final int TOO_LONG = 60_000;
    private static final int MEBIBYTE = 1 << 20;

    /** The signature of tokens that are refused for their header, before it is checked. */
    private static final byte[] UNREAD = new byte[256];

    private final Set<String> containerLogs;

    /** Ignores log lines of the container itself, which may print requests as they arrive. */
    LeakRows(Set<String> containerLogs) {
        this.containerLogs = containerLogs;
    }

    /** Reflection: characters with a special meaning in headers and log lines. */
    void reflection(Bench bench, Cases cases) {
        List<String> each = Words.of("""
                    \\u0000  \\r\\n  \\n  \\r  \\u0022  \\\\  \\u00e9  \\u202e  \\u0085  \\u2028  \\u001b[31m
                    %0d%0a  ${x}  {}  <b>
                    """);
        for (String odd : HttpContract.ALL ? each : List.of("\\r\\n", String.join(" ", each))) {
            String value = "\"before" + odd + "X-Evil: 1" + odd + "after\"";
            Map<String, String> refused = Map.of(
                    "alg", bench.mint().headerAsJson("alg", value).sign(),
                    "kid", bench.mint().headerAsJson("kid", value).sign(),
                    "typ", bench.mint().headerAsJson("typ", value).sign(),
                    "iss", bench.mint().claimAsJson("iss", value).sign(),
                    "aud", bench.mint().claimAsJson("aud", value).sign(),
                    "client_id", bench.mint().claimAsJson("client_id", value).sign());
            Verdict asWhatItIs = Verdict.refusedAs(
                    Problem.WRONG_ALGORITHM,
                    Problem.UNKNOWN_KEY,
                    Problem.WRONG_TYPE,
                    Problem.WRONG_ISSUER,
                    Problem.WRONG_AUDIENCE,
                    Problem.WRONG_CLIENT);
            String scope = bench.mint().claimAsJson("scp", "[" + value + "]").sign();
            String subject = bench.mint()
                    .claimAsJson("sub", value)
                    .claimAsJson("jti", value)
                    .sign();
            cases.play("with " + odd, () -> {
                try (JavaLogs logs = new JavaLogs(containerLogs)) {
                    refused.forEach((name, token) ->
                            check(bench, name, Request.get("/me").bearer(token), asWhatItIs));
                    check(
                            bench,
                            "scp",
                            Request.get("/balances").bearer(scope),
                            Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
                    check(
                            bench,
                            "sub and jti",
                            Request.get("/me").bearer(subject),
                            Verdict.accepted(LeakRows::isEscaped));
                    assertThat(logs.lines())
                            .as("control character before the marker")
                            .noneMatch(line -> line.contains("X-Evil"));
                }
            });
        }
    }

    private static void check(Bench bench, String where, Request request, Verdict verdict) {
        try {
            bench.check(request, verdict);
        } catch (AssertionError e) {
            throw new AssertionError("in " + where, e);
        }
    }

    private static void isEscaped(String body) {
        Map<String, Object> seen = AcceptRows.json(body);
        for (String key : List.of("mdc_sub", "mdc_client_id", "mdc_jti")) {
            assertThat(String.valueOf(seen.get(key))).as(key).matches("[^\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");
        }
        assertThat(String.valueOf(seen.get("mdc_sub"))).contains("before").contains("after");
    }

    /** Leak: canary tokens in every kind of refusal, with every logger at its finest. */
    void leak(Bench bench, Cases cases) throws Exception {
        String marker = "canary" + UUID.randomUUID().toString().replace("-", "");
        Bench wide = bench.another(Map.of("max-token-length", "65536"), issuer -> {});
        Bench down = bench.another(Bench.IMPATIENT, issuer -> issuer.misbehave(Fault.RESET));
        cases.play("in answers, log lines and meters", () -> {
            try (JavaLogs logs = new JavaLogs(containerLogs)) {
                present(wide, marker, 0, 30_000, TOO_LONG, MEBIBYTE);
                if (HttpContract.ALL) {
                    present(wide, marker, 2_000);
                }
                present(down, marker, 0);
                List<String> lines = logs.lines();
                assertThat(lines).as("log lines").isNotEmpty();
                List<Bench> benches = List.of(wide, down);
                Canary canary = Canary.of(benches.stream()
                        .flatMap(each -> each.presented().stream())
                        .toList());
                assertThat(lines.parallelStream().flatMap(line -> canary.findIn(line).stream()))
                        .as("piece of a token in a log line")
                        .isEmpty();
                for (Bench each : benches) {
                    assertThat(canary.findIn(each.door().meters()))
                            .as("piece of a token in a meter")
                            .isEmpty();
                    assertThat(each.door().meters()).doesNotContain(marker);
                }
                assertThat(lines.stream().filter(line -> line.contains(marker))).isEmpty();
            }
        });
        cases.play("the search finds a token that is present", () -> {
            String token = wide.mint().sign();
            assertThat(Canary.of(List.of(token)).findIn("x " + token.substring(300, 312) + " y"))
                    .isPresent();
            assertThat(Canary.of(List.of(token)).findIn("x " + token.substring(300, 311) + " y"))
                    .isEmpty();
        });
    }

    /** Sends requests for every refusal and one that succeeds, each with the marker in header and claims, padded to these lengths. */
    private static void present(Bench bench, String marker, int... lengths) {
        Set<String> presented = new LinkedHashSet<>();
        for (int length : lengths) {
            presented.addAll(tokens(bench, marker, "x".repeat(length)));
        }
        for (String token : presented) {
            bench.check(Request.get("/me").bearer(token), LeakRows::says);
        }
        // Faults of the credential, not of the token, are the same for all of them.
        for (String token :
                HttpContract.ALL ? presented : presented.stream().limit(2).toList()) {
            bench.check(Request.get("/undeclared").bearer(token), LeakRows::says);
            Request post = Request.of("POST", "/transfers").body("{}");
            bench.check(post.bearer(token), LeakRows::says);
            Request tab = Request.get("/open").header("Authorization: Bearer\t" + token);
            bench.check(tab.secret(token), LeakRows::says);
            bench.check(Request.get("/me").bearer(token).bearer(token), LeakRows::says);
            bench.check(Request.get("/me").bearer(token + "," + token), LeakRows::says);
        }
    }

    private static void says(Verdict.Answer answer) {
        RawHttp.Response response = answer.response();
        assertThat(response.status()).isIn(200, 400, 401, 403, 413, 431, 503);
        assertThat(response.head() + (response.status() == 200 ? "" : response.body()))
                .doesNotContain("canary");
    }

    private static Set<String> tokens(Bench bench, String marker, String padding) {
        if (padding.length() >= TOO_LONG) { // refused for its length before any other check
            return Set.of(canary(bench, marker, padding).sign());
        }
        if (!padding.isEmpty() && !HttpContract.ALL) { // the fault does not depend on the length
            return Set.of(
                    canary(bench, marker, padding).sign(),
                    canary(bench, marker, padding).claim("iss", marker).sign());
        }
        Set<String> tokens = Arrays.stream(Problem.values())
                .filter(problem -> problem.isOfToken())
                .map(problem -> ErrorTable.badToken(problem, bench.issuer(), () -> canary(bench, marker, padding)))
                .collect(Collectors.toSet());
        tokens.add(canary(bench, marker, padding).sign());
        tokens.add(canary(bench, marker, padding).scopes(marker).sign());
        tokens.add(canary(bench, marker, padding).claim("iss", marker).sign());
        tokens.add(canary(bench, marker, padding).header("alg", marker).sign());
        tokens.add(canary(bench, marker, padding).header("kid", marker).sign());
        tokens.add(canary(bench, marker, padding).header("typ", marker).sign());
        tokens.add(canary(bench, marker, padding).audience(marker).sign());
        tokens.add(canary(bench, marker, padding)
                .claimAsJson("exp", '"' + marker + '"')
                .sign());
        tokens.add(canary(bench, marker, padding)
                .rawClaims("{\"a\":" + marker + padding)
                .sign());
        return tokens;
    }

    private static TokenMint canary(Bench bench, String marker, String padding) {
        return bench.mint()
                .header("x", marker)
                .claim("email", marker + "@b.example")
                .claim("padding", padding);
    }

    /** Checks that the number of meters does not grow with the number of tokens. */
    void cardinality(Bench bench, Cases cases) throws Exception {
        Bench counted = bench.another(Bench.QUICK, issuer -> {});
        cases.play(BAD_TOKENS + " bad tokens", () -> {
            for (Problem problem : Problem.values()) {
                if (problem.isOfToken()) {
                    send(counted, "/me", ErrorTable.badToken(problem, counted.issuer(), counted::mint), 401);
                }
            }
            send(counted, "/me", counted.mint().sign(), 200);
            long before = counted.door().meters().lines().count();
            for (int i = 0; i < BAD_TOKENS; i++) {
                boolean valid = i % KINDS == FEWER_SCOPES || i % KINDS == GOOD;
                send(counted, "/table/" + i, varied(counted, i), valid ? 403 : 401);
            }
            assertThat(counted.door().meters().lines().count()).isEqualTo(before);
        });
    }

    private static void send(Bench bench, String path, String token, int status) {
        assertThat(Request.get(path).bearer(token).send(bench.door().uri()).status())
                .isEqualTo(status);
    }

    private static String varied(Bench bench, int i) {
        String one = "x" + i;
        TokenMint mint = bench.mint().subject(one).claim("jti", one);
        return switch (i % KINDS) {
            case 0 -> mint.header("kid", one).signature(input -> UNREAD).sign();
            case 1 -> mint.header("alg", one).signature(input -> UNREAD).sign();
            case 2 -> mint.claim("iss", one).sign();
            case 3 -> mint.clientId(one).sign();
            case 4 -> mint.audience(one).sign();
            case FEWER_SCOPES -> mint.scopes(one).sign();
            case 6 -> mint.header("typ", one).signature(input -> UNREAD).sign();
            default -> mint.sign();
        };
    }
}
