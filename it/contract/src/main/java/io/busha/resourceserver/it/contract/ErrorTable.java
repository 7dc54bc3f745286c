package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/** Sends one line of the error table to an endpoint with an annotation, to one with a route line, and to open ones. */
final class ErrorTable {

    static final int LONGEST = 6144;

    private ErrorTable() {}

    /** Adds the cases of one line. */
    static void line(Problem problem, Bench bench, Cases cases) throws Exception {
        switch (problem) {
            case NO_CREDENTIALS -> noCredentials(cases);
            case MULTIPLE_CREDENTIALS -> multipleCredentials(bench, cases);
            case MALFORMED_CREDENTIALS -> malformedCredentials(bench, cases);
            case TOKEN_TOO_LONG -> tooLong(bench, cases);
            case INSUFFICIENT_SCOPE -> insufficientScope(bench, cases);
            case ENDPOINT_CLOSED -> closed(bench, cases);
            case KEYS_UNAVAILABLE -> unavailable(bench, cases);
            default -> everywhere(problem, badToken(problem, bench.issuer(), bench::mint), cases);
        }
    }

    /** Returns a token with exactly this fault. */
    static String badToken(Problem problem, LocalIssuer issuer, Supplier<TokenMint> mint) {
        return switch (problem) {
            case MALFORMED_TOKEN -> mint.get().signingInput();
            case MALFORMED_HEADER -> mint.get().rawHeader("{").sign();
            case UNSUPPORTED_HEADER -> mint.get().header("zip", "DEF").sign();
            case WRONG_ALGORITHM -> mint.get().header("alg", "RS512").sign();
            case WRONG_TYPE -> mint.get().header("typ", "logout+jwt").sign();
            case MISSING_KEY_ID -> mint.get().withoutHeader("kid").sign();
            case UNKNOWN_KEY -> mint.get().header("kid", "nobody").sign();
            case INVALID_SIGNATURE ->
                mint.get()
                        .signedBy(Attacker.KEY)
                        .header("kid", issuer.currentKey().kid())
                        .sign();
            case MALFORMED_CLAIMS -> mint.get().rawClaims("{").sign();
            case WRONG_CLAIM_TYPE -> mint.get().claim("sub", 7).sign();
            case WRONG_ISSUER ->
                mint.get().claim("iss", "https://elsewhere.example").sign();
            case NOT_AN_ACCESS_TOKEN -> mint.get().claim("nonce", "n-0S6").sign();
            case SENDER_CONSTRAINED ->
                mint.get().claim("cnf", Map.of("jkt", "x")).sign();
            case WRONG_CLIENT -> mint.get().clientId("another-client").sign();
            case WRONG_AUDIENCE -> mint.get().audience("another-client").sign();
            case INVALID_SUBJECT -> mint.get().subject("").sign();
            case MISSING_EXPIRY -> mint.get().without("exp").sign();
            case EXPIRED -> mint.get().expiresAt(Instant.now().minusSeconds(60)).sign();
            case NOT_YET_VALID ->
                mint.get()
                        .claim("nbf", Instant.now().plusSeconds(90).getEpochSecond())
                        .sign();
            default -> throw new IllegalArgumentException(problem + " is not a fault of a token");
        };
    }

    private static void everywhere(Problem problem, String token, Cases cases) {
        for (String path : Arrays.asList("/me", "/balances", "/open", "/table/me", "/table/open", "/undeclared")) {
            cases.check("on " + path, Request.get(path).bearer(token), Verdict.refused(problem));
        }
        cases.check("as HEAD", Request.of("HEAD", "/balances").bearer(token), Verdict.refused(problem));
        Request post = Request.of("POST", "/transfers").bearer(token).body("{}");
        cases.check("as POST", post, Verdict.refused(problem));
    }

    private static void noCredentials(Cases cases) {
        Verdict refused = Verdict.refused(Problem.NO_CREDENTIALS);
        for (String path : Words.of("""
                    /me  /balances  /both  /any  /head  /narrowed  /table/me  /table/balances  /table/both
                    /table/any  /table/accounts/7/statement
                    """)) {
            cases.check("on " + path, Request.get(path), refused);
        }
        cases.check("as HEAD", Request.of("HEAD", "/balances"), refused);
        cases.check("as POST", Request.of("POST", "/transfers").body("{}"), refused);
        for (String other : Arrays.asList("Basic dXNlcjpwYXNz", "Digest username=x", "DPoP a.b.c", "Bearerx a.b.c")) {
            cases.check("other scheme: " + other, Request.get("/me").header("Authorization: " + other), refused);
        }
    }

    private static void multipleCredentials(Bench bench, Cases cases) {
        Verdict refused = Verdict.refused(Problem.MULTIPLE_CREDENTIALS);
        String token = bench.mint().sign();
        for (String path : Arrays.asList("/me", "/open", "/table/me")) {
            cases.check(
                    "two equal headers on " + path,
                    Request.get(path).bearer(token).bearer(token),
                    refused);
        }
        Request good = Request.get("/me").bearer(token);
        cases.check("Bearer, then Basic", good.header("Authorization: Basic dXNlcjpwYXNz"), refused);
        cases.check("Bearer without a token", good.header("Authorization:"), refused);
        cases.check("another spelling of the name", good.header("authorization: Bearer " + token), refused);
        cases.check("three", good.bearer(token).bearer(token), refused);
        Request basic = Request.get("/me").header("Authorization: Basic dXNlcjpwYXNz");
        cases.check("Basic, then Bearer", basic.bearer(token), refused);
        cases.check("Basic twice", basic.header("Authorization: Basic dXNlcjpwYXNz"), refused);
    }

    private static void malformedCredentials(Bench bench, Cases cases) {
        String token = bench.mint().sign();
        for (String path : Arrays.asList("/me", "/open", "/table/open", "/undeclared")) {
            Request twice = Request.get(path).header("Authorization: Bearer " + token + "," + token);
            cases.check("comma-joined on " + path, twice.secret(token), Verdict.refused(Problem.MALFORMED_CREDENTIALS));
        }
    }

    private static void tooLong(Bench bench, Cases cases) throws Exception {
        Verdict refused = Verdict.refused(Problem.TOKEN_TOO_LONG);
        String token = ofLength(bench, LONGEST);
        cases.accepted("exactly as long as the limit", token);
        cases.check("one character more", Request.get("/me").bearer(token + "A"), refused);
        cases.check("on an open endpoint", Request.get("/open").bearer(token + "A"), refused);
        Bench strict = bench.beside(Map.of("max-token-length", "2048"));
        cases.check(strict, "at a configured limit", Request.get("/me").bearer(token), refused);
        cases.check("60,000 characters", Request.get("/me").bearer("A".repeat(60_000)), refused);
    }

    /** Returns a valid token of exactly this length. */
    static String ofLength(Bench bench, int length) {
        TokenMint mint = bench.mint();
        int padding = (length - mint.sign().length()) / 4 * 3 - 60;
        String token = mint.claim("padding", "x".repeat(padding)).sign();
        for (int header = 0; token.length() != length; header++) {
            if (header > 3) {
                padding++;
                header = 0;
            }
            token = mint.claim("padding", "x".repeat(padding))
                    .header("padding", "x".repeat(header))
                    .sign();
        }
        return token;
    }

    private static void insufficientScope(Bench bench, Cases cases) {
        String none = bench.mint().scopes().sign();
        String both = "balances:read transfers:write";
        for (Map.Entry<String, String> rule : Map.of(
                        "/balances",
                        "balances:read",
                        "/table/balances",
                        "balances:read",
                        "/both",
                        both,
                        "/table/both",
                        both,
                        "/any",
                        both,
                        "/table/any",
                        both,
                        "/transfers-get",
                        "transfers:write",
                        "/table/accounts/7/statement",
                        "balances:read",
                        "/head",
                        "balances:read")
                .entrySet()) {
            Verdict refused = Verdict.refused(Problem.INSUFFICIENT_SCOPE, rule.getValue());
            cases.check("on " + rule.getKey(), Request.get(rule.getKey()).bearer(none), refused);
        }
        Verdict write = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
        cases.check("as POST", Request.of("POST", "/transfers").bearer(none).body("{}"), write);
        String read = bench.mint().scopes("balances:read").sign();
        cases.check("HEAD has its own rule", Request.of("HEAD", "/head").bearer(read), write);
        Verdict insufficientBoth = Verdict.refused(Problem.INSUFFICIENT_SCOPE, both);
        cases.check("one of two", Request.get("/both").bearer(read), insufficientBoth);
        cases.check("one of two by route line", Request.get("/table/both").bearer(read), insufficientBoth);
        cases.check("the route line narrows", Request.get("/narrowed").bearer(read), insufficientBoth);
        String other = bench.mint().scopes("transfers:write").sign();
        cases.check("the annotation narrows", Request.get("/narrowed").bearer(other), insufficientBoth);
    }

    private static void closed(Bench bench, Cases cases) {
        Verdict closed = Verdict.refused(Problem.ENDPOINT_CLOSED);
        String token = bench.mint().sign();
        for (String method : Words.of("""
                    GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS
                    """)) {
            for (String path : Arrays.asList("/undeclared", "/table/closed", "/table/undeclared", "/error-page")) {
                String name = method + " " + path;
                cases.check(name + ", nobody", Request.of(method, path), closed);
                cases.check(name + ", valid token", Request.of(method, path).bearer(token), closed);
            }
        }
        for (String method : Arrays.asList("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BALANCES")) {
            for (String path : Arrays.asList("/balances", "/table/balances", "/me")) {
                String name = method + " " + path + " is not declared";
                boolean isTaken = method.equals("OPTIONS") || path.equals("/table/balances");
                Verdict refused = isTaken ? closed : Verdict.otherMethod();
                cases.check(
                        name,
                        Request.of(method, path).bearer(token),
                        method.equals("BALANCES") ? Verdict.unknownMethod(refused) : refused);
            }
        }
        Request overridden = Request.of("POST", "/balances").bearer(token).header("X-HTTP-Method-Override: GET");
        cases.check("X-HTTP-Method-Override is ignored", overridden, Verdict.otherMethod());
        cases.check("GET where POST is declared", Request.get("/transfers").bearer(token), Verdict.otherMethod());
    }

    private static void unavailable(Bench bench, Cases cases) throws Exception {
        Bench cold = bench.another(Bench.IMPATIENT, issuer -> issuer.misbehave(Fault.STATUS_500));
        String token = cold.mint().sign();
        Verdict unavailable = Verdict.refused(Problem.KEYS_UNAVAILABLE);
        for (String path : Arrays.asList("/me", "/balances", "/open", "/table/open", "/undeclared")) {
            cases.check(cold, "on " + path, Request.get(path).bearer(token), unavailable);
        }
        cases.check(cold, "as HEAD", Request.of("HEAD", "/balances").bearer(token), unavailable);
        cases.check(
                cold, "a request without a token needs no key", Request.get("/open"), Verdict.accepted("anonymous"));
        cases.check(cold, "nobody, refused", Request.get("/me"), Verdict.refused(Problem.NO_CREDENTIALS));
        for (Problem problem :
                Arrays.asList(Problem.MALFORMED_TOKEN, Problem.WRONG_ALGORITHM, Problem.MISSING_KEY_ID)) {
            String bad = badToken(problem, cold.issuer(), cold::mint);
            cases.check(cold, problem + " needs no key", Request.get("/me").bearer(bad), Verdict.refused(problem));
        }
    }

    /** A signer whose key no issuer publishes. */
    static final class Attacker {
        static final SigningKey KEY = SigningKey.rsa(2048);

        private Attacker() {}
    }
}
