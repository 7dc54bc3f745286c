package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Claims that are nearly valid, in tokens with a valid signature. */
final class ClaimAttacks {

    private ClaimAttacks() {}

    /** Loose issuer. */
    static void looseIssuer(Bench bench, Cases cases) throws Exception {
        String issuer = bench.issuer().issuer();
        cases.refused("missing", bench.mint().without("iss").sign(), Problem.WRONG_ISSUER);
        List<String> others = new ArrayList<>(Words.of("""
                ISS/  ISS//  ISSx  ISS/x  ISS?  ISS#  ISS,ISS  ISS\0  \0ISS  *  accounts  /ISS
                https://login.busha.io  https://login.sandbox.busha.io
                """));
        others.replaceAll(other -> other.replace("ISS", issuer));
        others.addAll(List.of("", " ", issuer + " ", " " + issuer, issuer + "\n", issuer.substring(1)));
        others.addAll(List.of(issuer.substring(0, issuer.length() - 1), issuer.toUpperCase(Locale.ROOT)));
        others.addAll(List.of(issuer.replace("http:", "https:"), issuer.replace("//", "//x@")));
        others.addAll(List.of(issuer.replace("127.0.0.1", "localhost"), issuer.replace("127.0.0.1", "127.0.0.01")));
        for (String other : others) {
            cases.refused("'" + other + "'", bench.mint().claim("iss", other).sign(), Problem.WRONG_ISSUER);
        }
        for (String value :
                List.of("null", "['" + issuer + "']", "[]", "{}", "1", "true", "{'iss':'" + issuer + "'}")) {
            String token = bench.mint().claimAsJson("iss", Forge.json(value)).sign();
            cases.refused(value, token, Problem.WRONG_CLAIM_TYPE);
        }
        slashes(bench, cases);
    }

    /** Varies the trailing slash: it is optional in the setting, but the token must match the discovery document. */
    private static void slashes(Bench bench, Cases cases) throws Exception {
        String issuer = bench.issuer().issuer();
        Bench slash = bench.another(Map.of(), own -> own.announceIssuer(own.uri() + "/"));
        String without = slash.issuer().uri().toString();
        cases.check(slash, "with the slash of the discovery document", me(slash.mint()), Verdict.accepted());
        for (String other : List.of(without, without + "//")) {
            Request request = me(slash.mint().claim("iss", other));
            cases.check(
                    slash,
                    "'" + other + "' where the document has a slash",
                    request,
                    Verdict.refused(Problem.WRONG_ISSUER));
        }
        Bench configured = bench.beside(Map.of("issuer", issuer + "/"));
        cases.check(configured, "a slash in the setting only", me(configured.mint()), Verdict.accepted());
        Request slashed = me(configured.mint().claim("iss", issuer + "/"));
        cases.check(configured, "a slash in setting and token only", slashed, Verdict.refused(Problem.WRONG_ISSUER));
    }

    private static Request me(TokenMint mint) {
        return Request.get("/me").bearer(mint.sign());
    }

    /** Loose audience. */
    static void looseAudience(Bench bench, Cases cases) {
        String client = LocalIssuer.CLIENT_ID;
        Map<String, Problem> values = new LinkedHashMap<>();
        for (String value : Words.of("""
                    null  1  true  false  {}  {'0':'local-client'}  [1]  [null]  ['local-client',1]
                    ['local-client',null]  [['local-client']]  [{}]  [[]]
                    """)) {
            values.put(value, Problem.WRONG_CLAIM_TYPE);
        }
        for (String value : Words.of("""
                    ''  ['']  'local-clien'  'local-client2'  'Local-Client'  'local-client '  ' local-client'
                    'local-client\\u0000'  ['local-clien']  ['local']  ['LOCAL-CLIENT']  ['another','others']  '*'
                    ['local-client another']  'local-client another'  'local-client,another'  ['second-client']
                    'second-client'  [' ']  ' '
                    """)) {
            values.put(value, Problem.WRONG_AUDIENCE);
        }
        values.forEach((value, problem) -> cases.refused(
                value, bench.mint().claimAsJson("aud", Forge.json(value)).sign(), problem));
        String swapped =
                bench.mint().clientId(Bench.OTHER_CLIENT).audience(client).sign();
        cases.refused("the client id that did not match", swapped, Problem.WRONG_AUDIENCE);
    }

    /** Wrong type read as absent. */
    static void wrongTypes(Bench bench, Cases cases) {
        for (String claim : List.of("exp", "nbf", "iat")) {
            for (String value : Words.of("""
                    '9999999999'  '1'  ''  null  true  false  [9999999999]  []  {}  1e400  -1e400
                    """)) {
                typed(bench, cases, claim, value, Problem.WRONG_CLAIM_TYPE);
            }
            for (String value : List.of(
                    "NaN", "Infinity", "-Infinity", "+1", "01", "0x7fffffff", ".5", "1.", "1e", "--1", "1_000", "")) {
                typed(bench, cases, claim, value, Problem.MALFORMED_CLAIMS);
            }
        }
        for (String value : Words.of("""
                    1.5  -1  0  -0  0.0  1e3  -1e300  -9223372036854775808  -9223372036854775809  1.5E9
                    """)) {
            typed(bench, cases, "exp", value, Problem.EXPIRED);
        }
        for (String value : List.of(
                "9223372036854775807", "9223372036854775808", "1e300", "9999999999.5", "18446744073709551616")) {
            typed(bench, cases, "nbf", value, Problem.NOT_YET_VALID);
        }
        strings(bench, cases);
    }

    private static void strings(Bench bench, Cases cases) {
        for (String claim : List.of("client_id", "sub", "iss", "jti")) {
            for (String value : Words.of("""
                    null  1  0  true  false  ['local-client']  []  {}  1.5
                    """)) {
                typed(bench, cases, claim, value, Problem.WRONG_CLAIM_TYPE);
            }
        }
        for (String value : Words.of("""
                    ''  ' '  ' local-client'  'local-client '  'Local-Client'  'local-clien'  'local-client2'
                    'local-client\\u0000'  'local-client,second-client'  'local-client second-client'  '*'
                    '\\tlocal-client'
                    """)) {
            typed(bench, cases, "client_id", value, Problem.WRONG_CLIENT);
        }
        cases.refused("no client_id", bench.mint().without("client_id").sign(), Problem.WRONG_CLIENT);
        String azp = bench.mint()
                .without("client_id")
                .claim("azp", LocalIssuer.CLIENT_ID)
                .sign();
        cases.refused("azp is not client_id", azp, Problem.WRONG_CLIENT);
        for (String value : Words.of("""
                    ''  ' '  '\\t'  ' user'  'user '  '\\nuser'  'user\\r\\n'  '\\u2003user'
                    """)) {
            typed(bench, cases, "sub", value, Problem.INVALID_SUBJECT);
        }
        cases.refused("no sub", bench.mint().without("sub").sign(), Problem.INVALID_SUBJECT);
        cases.refused("no exp", bench.mint().without("exp").sign(), Problem.MISSING_EXPIRY);
        for (String value : Words.of("""
                    {'jkt':'x'}  {'x5t#S256':'x'}  {}  null  'x'  []  false
                    """)) {
            typed(bench, cases, "cnf", value, Problem.SENDER_CONSTRAINED);
        }
    }

    private static void typed(Bench bench, Cases cases, String claim, String value, Problem problem) {
        String token = bench.mint().claimAsJson(claim, Forge.json(value)).sign();
        cases.refused(claim + ": " + value, token, problem);
    }

    /** Another kind of token. */
    static void otherTokens(Bench bench, Cases cases) {
        LocalIssuer issuer = bench.issuer();
        cases.refused("id token", issuer.idToken().sign(), Problem.NOT_AN_ACCESS_TOKEN);
        String dressed = issuer.idToken()
                .clientId(LocalIssuer.CLIENT_ID)
                .scopes("balances:read")
                .sign();
        cases.refused("id token with client_id and scp", dressed, Problem.NOT_AN_ACCESS_TOKEN);
        String typed = issuer.idToken()
                .header("typ", "at+jwt")
                .clientId(LocalIssuer.CLIENT_ID)
                .sign();
        cases.refused("id token that says at+jwt", typed, Problem.NOT_AN_ACCESS_TOKEN);
        cases.refused("logout token", issuer.logoutToken().sign(), Problem.NOT_AN_ACCESS_TOKEN);
        cases.check("userinfo", Request.get("/me").bearer(issuer.userinfo().sign()), otherToken());
        TokenMint userinfo = issuer.userinfo().without("rat").clientId(LocalIssuer.CLIENT_ID);
        cases.refused("userinfo with client_id", userinfo.sign(), Problem.MISSING_EXPIRY);
        for (String mark : Words.of("""
                    nonce  at_hash  c_hash  s_hash  rat  events  vc
                    """)) {
            for (Map.Entry<String, String> value : Map.of(
                            "a string", "'x'", "null", "null", "a number", "0", "false", "false", "an object", "{}")
                    .entrySet()) {
                String token = bench.mint()
                        .claimAsJson(mark, Forge.json(value.getValue()))
                        .sign();
                cases.refused(mark + " as " + value.getKey(), token, Problem.NOT_AN_ACCESS_TOKEN);
            }
            TokenMint mint = bench.mint().claim(mark, "x");
            for (Object ext :
                    List.of(Map.of(mark, "y"), Map.of(mark, List.of("x")), Map.of("other", "x"), "x", List.of(mark))) {
                String token = mint.claim("ext", ext).sign();
                cases.refused(mark + ", ext " + ext, token, Problem.NOT_AN_ACCESS_TOKEN);
            }
        }
    }

    private static Verdict otherToken() {
        return Verdict.refusedAs(Problem.NOT_AN_ACCESS_TOKEN, Problem.WRONG_CLIENT, Problem.MISSING_EXPIRY);
    }
}
