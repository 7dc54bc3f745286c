package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Requests that a door must accept. */
final class AcceptRows {

    private AcceptRows() {}

    static void types(Bench bench, Cases cases) {
        for (String typ : Words.of("""
                    JWT  jwt  Jwt  at+jwt  AT+JWT  At+Jwt  application/at+jwt  Application/AT+JWT
                    """)) {
            cases.accepted("typ " + typ, bench.mint().header("typ", typ).sign());
        }
        cases.accepted("no typ", bench.mint().withoutHeader("typ").sign());
        String escaped = bench.mint()
                .headerAsJson("alg", "\"\\u0052S256\"")
                .headerAsJson("typ", "\"\\u004aWT\"")
                .sign();
        cases.accepted("escapes in JSON", escaped);
        String spaced = " {\n\t\"kid\" : \"" + bench.issuer().currentKey().kid() + "\" ,\r\n \"alg\":\"RS256\"}";
        cases.accepted(
                "white space and another order", bench.mint().rawHeader(spaced).sign());
        cases.accepted(
                "unknown header parameters",
                bench.mint().header("x", Map.of("y", List.of(1))).sign());
    }

    static void spelling(Bench bench, Cases cases) {
        String token = bench.mint().sign();
        for (String value : List.of("Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "Bearer        ")) {
            Request request =
                    Request.get("/me").header("Authorization: " + value + token).secret(token);
            cases.check("'" + value + "'", request, Verdict.accepted());
        }
        for (String line : List.of(
                "authorization: Bearer ",
                "AUTHORIZATION: Bearer ",
                "Authorization:Bearer ",
                "Authorization:   Bearer ")) {
            Request request = Request.get("/me").header(line + token).secret(token);
            cases.check("'" + line + "'", request, Verdict.accepted());
        }
        for (String end : List.of(" ", "\t", " \t  ")) {
            Request request = Request.get("/me")
                    .header("Authorization: Bearer " + token + end)
                    .secret(token);
            cases.check("'" + end + "' at the end", request, Verdict.accepted());
        }
    }

    static void scopes(Bench bench, Cases cases) {
        for (String scp : List.of(
                "'balances:read'",
                "'balances:read transfers:write'",
                "'openid   balances:read'",
                "' balances:read '",
                "['balances:read']",
                "['openid','balances:read','a.b/c-d']",
                "['balances:read','balances:read']",
                "['balances:read','']",
                "['a b','balances:read']",
                "'balances:read\\u0020openid'",
                "['balances\\u003aread']")) {
            String array = bench.mint().claimAsJson("scp", Forge.json(scp)).sign();
            cases.check("scp " + scp, Request.get("/balances").bearer(array), Verdict.accepted("balances"));
            String scope = bench.mint()
                    .without("scp")
                    .claimAsJson("scope", Forge.json(scp))
                    .sign();
            cases.check("scope " + scp, Request.get("/balances").bearer(scope), Verdict.accepted("balances"));
        }
        for (String ignored : List.of("'openid'", "1", "null", "{}", "[1]")) {
            String both = bench.mint().claimAsJson("scope", Forge.json(ignored)).sign();
            cases.check("scp, and scope " + ignored, Request.get("/balances").bearer(both), Verdict.accepted());
        }
        for (String none : List.of("[]", "''", "' '", "['']")) {
            cases.accepted(
                    "no scope where none is needed: " + none,
                    bench.mint().claimAsJson("scp", Forge.json(none)).sign());
        }
        cases.accepted(
                "no scp where none is needed", bench.mint().without("scp").sign());
    }

    static void rules(Bench bench, Cases cases) {
        String both = bench.mint().sign();
        for (String path : Words.of("""
                    /both  /table/both  /any  /table/any  /narrowed  /head  /table/me  /open  /table/open
                    /table/accounts/7/statement  /transfers-get
                    """)) {
            cases.check("both scopes, " + path, Request.get(path).bearer(both), Verdict.accepted());
        }
        for (String scope : List.of("balances:read", "transfers:write")) {
            String one = bench.mint().scopes(scope).sign();
            for (String path : List.of("/any", "/table/any", "/me", "/table/me")) {
                cases.check(scope + ", " + path, Request.get(path).bearer(one), Verdict.accepted());
            }
        }
        String write = bench.mint().scopes("transfers:write").sign();
        Request post = Request.of("POST", "/transfers").bearer(write).body("{\"amount\":1}");
        cases.check("POST with a body", post, Verdict.accepted("12"));
        cases.check("HEAD with its own rule", Request.of("HEAD", "/head").bearer(write), Verdict.accepted());
        cases.check("POST by a route line", Request.of("POST", "/table/me").bearer(write), Verdict.accepted());
        String read = bench.mint().scopes("balances:read").sign();
        cases.check("HEAD with the rule of GET", Request.of("HEAD", "/balances").bearer(read), Verdict.accepted());
        cases.check("GET beside a rule for HEAD", Request.get("/head").bearer(read), Verdict.accepted());
    }

    static void audiences(Bench bench, Cases cases) {
        cases.accepted("no aud", bench.mint().without("aud").sign());
        for (String aud : Words.of("""
                    []  'local-client'  ['local-client']  ['another','local-client']
                    ['local-client','local-client']  ['','local-client']  ['local\\u002dclient']
                    """)) {
            cases.accepted(
                    "aud " + aud,
                    bench.mint().claimAsJson("aud", Forge.json(aud)).sign());
        }
    }

    static void claims(Bench bench, Cases cases) {
        for (String claim : List.of(
                "'x':1",
                "'x':null",
                "'x':[{'y':{'z':[]}}]",
                "'email':'a@b.example'",
                "'x':'\\u0000\\ud83d\\ude00'",
                "'':''",
                "'azp':'someone'",
                "'acr':1",
                "'auth_time':'x'",
                "'sid':7",
                "'act':{'sub':'x'}",
                "'Nonce':'x'",
                "'x':'\u00e9\u4e2d'",
                "'x':" + "[".repeat(50) + "]".repeat(50),
                "'token_use':'id'")) {
            cases.accepted(
                    claim,
                    bench.mint()
                            .rawClaims(Forge.last(bench.mint().claimsJson(), claim))
                            .sign());
        }
        for (String claim : List.of("ext", "iat", "nbf", "jti", "aud", "scp")) {
            cases.accepted("no " + claim, bench.mint().without(claim).sign());
        }
        for (String ext : Words.of("""
                    null  {}  'x'  []  {'nonce':'x'}  {'cnf':{}}  {'exp':1}
                    """)) {
            cases.accepted(
                    "ext " + ext,
                    bench.mint().claimAsJson("ext", Forge.json(ext)).sign());
        }
        String spaced = " " + bench.mint().claimsJson().replace(",", " ,\r\n\t");
        cases.accepted("white space", bench.mint().rawClaims(spaced).sign());
    }

    static void mirrored(Bench bench, Cases cases) {
        for (String mark : Words.of("""
                    nonce  at_hash  c_hash  s_hash  rat  events  vc
                    """)) {
            for (Object value : List.of("x", 7, true, List.of("x", 1), Map.of("a", List.of(Map.of("b", 1))))) {
                TokenMint mint = bench.mint().claim(mark, value).claim("ext", Map.of(mark, value, "other", 1));
                cases.accepted(mark + " " + value, mint.sign());
            }
        }
        TokenMint two = bench.mint().claim("nonce", "x").claim("vc", "y");
        cases.accepted(
                "two marks", two.claim("ext", Map.of("nonce", "x", "vc", "y")).sign());
    }

    static void times(Bench bench, Cases cases) {
        long now = Instant.now().getEpochSecond();
        for (String exp : List.of(
                (now + 3600) + ".25",
                (now - 20) + "",
                (now + 600) + "e0",
                "9.999E9",
                "9999999999",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "1e18",
                "1e300")) {
            cases.accepted("exp " + exp, bench.mint().claimAsJson("exp", exp).sign());
        }
        for (String nbf : List.of(
                "0", "-1", "1.5", "-0", "-9223372036854775809", "-1e300", (now + 20) + "", (now + 20) + ".5", "1e-3")) {
            cases.accepted("nbf " + nbf, bench.mint().claimAsJson("nbf", nbf).sign());
            cases.accepted("iat " + nbf, bench.mint().claimAsJson("iat", nbf).sign());
        }
        for (String iat : List.of("9223372036854775808", "1e300", "9999999999")) {
            cases.accepted("iat " + iat, bench.mint().claimAsJson("iat", iat).sign());
        }
    }

    static void keys(Bench bench, Cases cases) throws Exception {
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        for (int bits : new int[] {2048, 3072, 4096}) {
            keys.put(bits + " bits", KeyRing.pair(bits, "published"));
        }
        for (String kid : List.of("a kid", "../x", "\u00e9", "' or 1=1 --", "x".repeat(200), "0", "null")) {
            keys.put("kid " + kid, bench.issuer().currentKey().withKid(kid));
        }
        Bench published = bench.another(Map.of(), issuer -> keys.values().forEach(issuer::publish));
        keys.forEach(
                (name, key) -> cases.check(published, name, me(published.mint().signedBy(key)), Verdict.accepted()));
        cases.check(published, "an older key", me(published.mint()), Verdict.accepted());
    }

    private static Request me(TokenMint mint) {
        return Request.get("/me").bearer(mint.sign());
    }

    static void clients(Bench bench, Cases cases) {
        cases.accepted("the first", bench.mint().sign());
        TokenMint other = bench.mint().clientId(Bench.OTHER_CLIENT);
        cases.accepted("the second", other.sign());
        cases.accepted(
                "the second, with its own audience",
                other.audience(Bench.OTHER_CLIENT).sign());
    }

    /** Compares the caller that the application sees with the token. */
    static void caller(Bench bench, Cases cases) {
        TokenMint mint = bench.mint().subject("user-7").claim("jti", "token-7");
        seen(
                cases,
                "everything",
                mint.sign(),
                Map.of(
                        "sub",
                        "user-7",
                        "client_id",
                        "local-client",
                        "jti",
                        "token-7",
                        "principal",
                        "user-7",
                        "remote_user",
                        "user-7",
                        "auth_type",
                        "BEARER",
                        "in_role_balances",
                        true,
                        "mdc_sub",
                        "user-7",
                        "mdc_client_id",
                        "local-client",
                        "mdc_jti",
                        "token-7"));
        seen(cases, "the scopes", mint.sign(), Map.of("scopes", List.of("balances:read", "transfers:write")));
        seen(cases, "another role", mint.scopes("balances:readx").sign(), Map.of("in_role_balances", false));
        seen(cases, "no scope", mint.scopes().sign(), Map.of("scopes", List.of()));
        seen(
                cases,
                "another client",
                mint.clientId(Bench.OTHER_CLIENT).sign(),
                Map.of("mdc_client_id", Bench.OTHER_CLIENT));
        seen(
                cases,
                "letters",
                mint.subject("\u00fc\u4e2d\ud83d\ude00").sign(),
                Map.of("sub", "\u00fc\u4e2d\ud83d\ude00", "remote_user", "\u00fc\u4e2d\ud83d\ude00"));
        for (int i = 0; i < 20; i++) {
            cases.check("the MDC is empty after the request", Request.get("/mdc"), Verdict.accepted("-"));
        }
        Request somebody =
                Request.get("/mdc").bearer(bench.mint().subject("user-8").sign());
        cases.check("on an open endpoint", somebody, Verdict.accepted("user-8"));
        cases.check("the MDC is empty after the second request", Request.get("/mdc"), Verdict.accepted("-"));
    }

    private static void seen(Cases cases, String name, String token, Map<String, Object> members) {
        cases.check(name, Request.get("/me").bearer(token), Verdict.accepted(body -> assertThat(json(body))
                .containsAllEntriesOf(members)));
    }

    static Map<String, Object> json(String body) {
        try {
            return JsonUtil.parseJson(body);
        } catch (JoseException e) {
            throw new AssertionError(body, e);
        }
    }
}
