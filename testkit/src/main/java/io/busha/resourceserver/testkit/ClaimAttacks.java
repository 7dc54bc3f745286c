package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Claims that are nearly right, all of them honestly signed. */
final class ClaimAttacks {

    private ClaimAttacks() {}

    /** Loose issuer. */
    static void looseIssuer(Bench bench, Cases cases) throws Exception {
        String issuer = bench.issuer().issuer();
        cases.refused("missing", bench.mint().without("iss").sign(), Problem.WRONG_ISSUER);
        for (String other : List.of(
                "",
                issuer + "/",
                issuer + "//",
                issuer + " ",
                " " + issuer,
                issuer + "\0",
                "\0" + issuer,
                issuer + "x",
                issuer + "/x",
                issuer.substring(0, issuer.length() - 1),
                issuer.substring(1),
                issuer.replace("http", "HTTP"),
                issuer.replace("http:", "https:"),
                issuer.replace("127.0.0.1", "localhost"),
                issuer.replace("//", "//x@"),
                issuer.replace("127.0.0.1", "127.0.0.01"),
                issuer + "?",
                issuer + "#",
                issuer + "\n",
                "*",
                "https://login.busha.io",
                "https://login.sandbox.busha.io",
                "accounts",
                issuer + "," + issuer)) {
            cases.refused("'" + other + "'", bench.mint().claim("iss", other).sign(), Problem.WRONG_ISSUER);
        }
        for (String value :
                List.of("null", "['" + issuer + "']", "[]", "{}", "1", "true", "{'iss':'" + issuer + "'}")) {
            String token = bench.mint().claimAsJson("iss", Forge.json(value)).sign();
            cases.refused(value, token, Problem.WRONG_CLAIM_TYPE);
        }
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
        for (String value : List.of(
                "null",
                "1",
                "true",
                "false",
                "{}",
                "{'0':'local-client'}",
                "[1]",
                "[null]",
                "['local-client',1]",
                "['local-client',null]",
                "[['local-client']]",
                "[{}]",
                "[[]]")) {
            values.put(value, Problem.WRONG_CLAIM_TYPE);
        }
        for (String value : List.of(
                "''",
                "['']",
                "'local-clien'",
                "'local-client2'",
                "'Local-Client'",
                "'local-client '",
                "' local-client'",
                "'local-client\\u0000'",
                "['local-clien']",
                "['local']",
                "['LOCAL-CLIENT']",
                "['another','others']",
                "'*'",
                "['local-client another']",
                "'local-client another'",
                "'local-client,another'",
                "['second-client']",
                "'second-client'",
                "[' ']",
                "' '")) {
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
            for (String value : List.of(
                    "'9999999999'",
                    "'1'",
                    "''",
                    "null",
                    "true",
                    "false",
                    "[9999999999]",
                    "[]",
                    "{}",
                    "1e400",
                    "-1e400")) {
                typed(bench, cases, claim, value, Problem.WRONG_CLAIM_TYPE);
            }
            for (String value : List.of(
                    "NaN", "Infinity", "-Infinity", "+1", "01", "0x7fffffff", ".5", "1.", "1e", "--1", "1_000", "")) {
                typed(bench, cases, claim, value, Problem.MALFORMED_CLAIMS);
            }
        }
        for (String value : List.of(
                "1.5",
                "-1",
                "0",
                "-0",
                "0.0",
                "1e3",
                "-1e300",
                "-9223372036854775808",
                "-9223372036854775809",
                "1.5E9")) {
            typed(bench, cases, "exp", value, Problem.EXPIRED);
        }
        for (String value : List.of(
                "9223372036854775807", "9223372036854775808", "1e300", "9999999999.5", "18446744073709551616")) {
            typed(bench, cases, "nbf", value, Problem.NOT_YET_VALID);
        }
        for (String claim : List.of("client_id", "sub", "iss", "jti")) {
            for (String value : List.of("null", "1", "0", "true", "false", "['local-client']", "[]", "{}", "1.5")) {
                typed(bench, cases, claim, value, Problem.WRONG_CLAIM_TYPE);
            }
        }
        for (String value : List.of(
                "''",
                "' '",
                "' local-client'",
                "'local-client '",
                "'Local-Client'",
                "'local-clien'",
                "'local-client2'",
                "'local-client\\u0000'",
                "'local-client,second-client'",
                "'local-client second-client'",
                "'*'",
                "'\\tlocal-client'")) {
            typed(bench, cases, "client_id", value, Problem.WRONG_CLIENT);
        }
        cases.refused("no client_id", bench.mint().without("client_id").sign(), Problem.WRONG_CLIENT);
        String azp = bench.mint()
                .without("client_id")
                .claim("azp", LocalIssuer.CLIENT_ID)
                .sign();
        cases.refused("azp is not client_id", azp, Problem.WRONG_CLIENT);
        for (String value :
                List.of("''", "' '", "'\\t'", "' user'", "'user '", "'\\nuser'", "'user\\r\\n'", "'\\u2003user'")) {
            typed(bench, cases, "sub", value, Problem.INVALID_SUBJECT);
        }
        cases.refused("no sub", bench.mint().without("sub").sign(), Problem.INVALID_SUBJECT);
        cases.refused("no exp", bench.mint().without("exp").sign(), Problem.MISSING_EXPIRY);
        for (String value : List.of("{'jkt':'x'}", "{'x5t#S256':'x'}", "{}", "null", "'x'", "[]", "false")) {
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
        for (String mark : List.of("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc")) {
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

    /** Parser crash. */
    static void parserCrash(Bench bench, Cases cases) throws Exception {
        Bench wide = bench.beside(Map.of("max-token-length", "65536"));
        Map<String, String> deep = new LinkedHashMap<>();
        for (int depth : new int[] {70, 1_000, 20_000}) {
            deep.put(depth + " arrays", "[".repeat(depth) + "]".repeat(depth));
            deep.put(depth + " arrays, never closed", "[".repeat(depth));
            deep.put(depth / 6 + 70 + " objects", "{\"a\":".repeat(depth / 6 + 70) + "1" + "}".repeat(depth / 6 + 70));
        }
        deep.forEach((name, value) -> inBoth(wide, cases, name, "{\"a\":" + value + ",", "{"));
        inBoth(wide, cases, "40,000 arrays, never closed", "{\"a\":" + "[".repeat(40_000), "{");
        String hundredThousand =
                bench.mint().claimAsJson("a", "[".repeat(100_000)).sign();
        cases.check("100,000 arrays", Request.get("/me").bearer(hundredThousand), Verdict.shutOut());
        for (String inside : List.of(
                "'\\ud800'",
                "'\\udc00'",
                "'\\ud800x'",
                "'\\udc00\\ud800'",
                "'\\ud83d'",
                "'\\x'",
                "'\\u12'",
                "'\\u'",
                "'\\",
                "'\t'",
                "'\n'",
                "'\0'",
                "'",
                "tru",
                "nul",
                "undefined",
                "/**/1",
                "1//",
                "'a' 'b'",
                "[1,]",
                "{'a'}",
                "{'a':}",
                "{a:1}",
                "[,1]",
                "`a`",
                "0xf",
                "1 2",
                ";",
                "--1",
                "1,",
                "1,,'b':2",
                "1]",
                "1}",
                "NaN",
                "Infinity",
                "-")) {
            inBoth(wide, cases, "a: " + inside, Forge.json("{'a':" + inside + ","), "{");
        }
        inBoth(wide, cases, "lone surrogate in a name", "{\"\\ud800\":1,", "{");
        for (String whole : List.of(
                "", " ", "[]", "null", "'x'", "1", "true", "{", "}", "{}{}", "{} x", "[{}]", "{'a':1", "\0", "{}\0",
                "{},", "{}]")) {
            both(wide, cases, "only " + whole, Forge.json(whole).getBytes(UTF_8));
        }
        for (String end : List.of("x", "{}", "\0", ",", "}", "]", "null", "//", "\ufeff", "\u00a0")) {
            TokenMint mint = wide.mint();
            after(wide, cases, "then " + end, mint.headerJson() + end, mint.claimsJson() + end);
            after(wide, cases, end + " first", end + mint.headerJson(), end + mint.claimsJson());
        }
        for (String bytes : List.of(
                "c328",
                "c0af",
                "e080af",
                "eda080",
                "edb080",
                "f5808080",
                "f8888080",
                "ff",
                "fe",
                "80",
                "e282",
                "f09f98",
                "f4908080")) {
            bytes(wide, cases, bytes);
        }
        TokenMint mint = wide.mint();
        refusedHeader(
                wide, cases, "UTF-16", wide.mint().rawHeader(mint.headerJson().getBytes(UTF_16)));
        refusedClaims(
                wide, cases, "UTF-16", wide.mint().rawClaims(mint.claimsJson().getBytes(UTF_16)));
        numbers(wide, cases);
    }

    private static void numbers(Bench wide, Cases cases) {
        for (String number : List.of(
                "1e400",
                "-1e400",
                "1e-400",
                "1e999999999",
                "9".repeat(30_000),
                "1." + "0".repeat(20_000),
                "1e2147483648",
                "1e-999999999999")) {
            String name = number.substring(0, Math.min(20, number.length()));
            for (String claim : List.of("a", "exp", "nbf", "iat")) {
                Request request = me(wide.mint().claimAsJson(claim, number));
                cases.check(wide, "number " + name + " as " + claim, request, Verdict.answered());
            }
        }
        String many = "[" + "1,".repeat(20_000) + "1]";
        cases.check(wide, "20,000 numbers", me(wide.mint().claimAsJson("a", many)), Verdict.answered());
        String escaped = "\"" + "\\u0000".repeat(6_000) + "\"";
        cases.check(wide, "6,000 escaped NUL", me(wide.mint().claimAsJson("a", escaped)), Verdict.answered());
    }

    /** The same beginning put in place of another one, in header and in payload. */
    private static void inBoth(Bench bench, Cases cases, String name, String beginning, String instead) {
        TokenMint mint = bench.mint();
        after(
                bench,
                cases,
                name,
                beginning + mint.headerJson().substring(instead.length()),
                beginning + mint.claimsJson().substring(instead.length()));
    }

    private static void after(Bench bench, Cases cases, String name, String header, String claims) {
        refusedHeader(bench, cases, name, bench.mint().rawHeader(header));
        refusedClaims(bench, cases, name, bench.mint().rawClaims(claims));
    }

    private static void both(Bench bench, Cases cases, String name, byte[] bytes) {
        TokenMint header = bench.mint().rawHeader(bytes);
        TokenMint claims = bench.mint().rawClaims(bytes);
        refusedHeader(bench, cases, name, header);
        refusedClaims(bench, cases, name, claims);
    }

    private static void bytes(Bench bench, Cases cases, String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        refusedHeader(
                bench,
                cases,
                "bytes " + hex,
                bench.mint().rawHeader(with(bench.mint().headerJson(), wrong)));
        refusedClaims(
                bench,
                cases,
                "bytes " + hex,
                bench.mint().rawClaims(with(bench.mint().claimsJson(), wrong)));
    }

    /** The object with one more member, whose value has these bytes in it. */
    private static byte[] with(String object, byte[] wrong) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"a\":\"".getBytes(UTF_8));
        bytes.writeBytes(wrong);
        bytes.writeBytes(("\"," + object.substring(1)).getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static void refusedHeader(Bench bench, Cases cases, String name, TokenMint mint) {
        cases.check(bench, "header: " + name, me(mint), Verdict.refused(Problem.MALFORMED_HEADER));
    }

    private static void refusedClaims(Bench bench, Cases cases, String name, TokenMint mint) {
        cases.check(bench, "payload: " + name, me(mint), Verdict.refused(Problem.MALFORMED_CLAIMS));
    }

    /** Duplicate members. */
    static void duplicates(Bench bench, Cases cases) {
        for (String member : List.of(
                "'alg':'none'",
                "'alg':'RS256'",
                "'kid':'other'",
                "'typ':'JWT'",
                "'\\u0061lg':'none'",
                "'k\\u0069d':'x'",
                "'x':1,'x':1",
                "'x':{'y':1,'y':2}",
                "'x':[{'y':1,'y':1}]")) {
            String json = bench.mint().headerJson();
            String last = bench.mint().rawHeader(Forge.last(json, member)).sign();
            String first = bench.mint().rawHeader(Forge.first(json, member)).sign();
            cases.refused("header, last: " + member, last, Problem.MALFORMED_HEADER);
            cases.refused("header, first: " + member, first, Problem.MALFORMED_HEADER);
        }
        for (String member : List.of(
                "'iss':'https://elsewhere.example'",
                "'sub':'admin'",
                "'client_id':'other'",
                "'client_id':'local-client'",
                "'exp':1",
                "'exp':9999999999",
                "'nbf':1",
                "'aud':[]",
                "'scp':['transfers:write']",
                "'jti':'x'",
                "'\\u0073ub':'admin'",
                "'s\\u0063p':[]",
                "'x':1,'x':1",
                "'x':{'y':1,'y':2}",
                "'x':[{'y':1,'y':1}]",
                "'':1,'':2")) {
            String json = bench.mint().claimsJson();
            String last = bench.mint().rawClaims(Forge.last(json, member)).sign();
            String first = bench.mint().rawClaims(Forge.first(json, member)).sign();
            cases.refused("payload, last: " + member, last, Problem.MALFORMED_CLAIMS);
            cases.refused("payload, first: " + member, first, Problem.MALFORMED_CLAIMS);
        }
    }
}
