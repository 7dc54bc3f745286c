package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Credentials in a form or a place that a door must not accept. */
final class BearerAttacks {

    private BearerAttacks() {}

    /** Lax Bearer parsing. */
    static void laxParsing(Bench bench, Cases cases) {
        String token = bench.mint().sign();
        for (String value : List.of(
                "Bearer",
                "bearer",
                "Bearer ",
                "Bearer\t" + token,
                "Bearer\t " + token,
                "Bearer " + token + "," + token,
                "Bearer " + token + ", Bearer " + token,
                "Bearer " + token + " " + token,
                "Bearer " + token + " x",
                "Bearer =",
                "Bearer ==",
                "Bearer \"" + token + "\"",
                "Bearer token=" + token,
                "Bearer token=\"" + token + "\"",
                "Bearer <" + token + ">",
                "Bearer {" + token + "}",
                "Bearer " + token + ";",
                "Bearer " + token + "=x",
                "Bearer Bearer " + token,
                "Bearer " + token + "\u00e9",
                "Bearer \u00a0" + token,
                "Bearer %20" + token,
                "Bearer " + token + "#",
                "Bearer " + token + "?",
                "Bearer ,",
                "Bearer *",
                "Bearer " + token + "\t" + token,
                "Bearer '" + token + "'",
                "Bearer " + token + "\\")) {
            Request request =
                    Request.get("/me").header("Authorization: " + value).secret(token);
            cases.check(shown(value, token), request, Verdict.refused(Problem.MALFORMED_CREDENTIALS));
        }
        for (String value : List.of(
                token + "=",
                token + "==",
                token + "====",
                token + "+",
                "/" + token,
                "~" + token,
                "a",
                "...",
                "a.b",
                "+",
                "a.b.c.d")) {
            cases.refused("Bearer " + shown(value, token), value, Problem.MALFORMED_TOKEN);
        }
        for (String value : List.of(
                "Bearerx " + token,
                "Bearer" + token,
                "Bearer-" + token,
                "xBearer " + token,
                "Basic " + token,
                "DPoP " + token,
                "Token " + token,
                "JWT " + token,
                "MAC " + token,
                "Be arer " + token,
                token,
                "OAuth " + token)) {
            Request request =
                    Request.get("/me").header("Authorization: " + value).secret(token);
            cases.check(shown(value, token), request, Verdict.refused(Problem.NO_CREDENTIALS));
        }
        Verdict empty = Verdict.refusedAs(Problem.NO_CREDENTIALS, Problem.MALFORMED_CREDENTIALS);
        for (String value : List.of(
                "", "=" + token, "Bearer=" + token, "Bearer:" + token, "Bearer," + token, "\"Bearer\" " + token)) {
            cases.check(
                    "'" + shown(value, token) + "'",
                    Request.get("/me").header("Authorization: " + value).secret(token),
                    empty);
        }
        cases.check(
                "a blank and a tab",
                Request.get("/me").header("Authorization: Bearer \t" + token).secret(token),
                BearerAttacks::foldedOrRefused);
        // The container answers this itself, and may repeat the part that it rejects.
        Request nul = Request.get("/me").header("Authorization: Bearer " + token + "\0");
        cases.check("NUL after the token", nul, Verdict.shutOut());
        elsewhere(bench, cases, token);
    }

    /** Accepts either outcome: some containers, such as Undertow, replace white space by its first character before any filter runs. */
    private static void foldedOrRefused(Verdict.Answer answer) {
        if (answer.response().status() == 200) {
            Verdict.accepted().judge(answer);
        } else {
            Verdict.refused(Problem.MALFORMED_CREDENTIALS).judge(answer);
        }
    }

    private static String shown(String value, String token) {
        return value.replace(token, "TOKEN");
    }

    /** Sends tokens outside the header: they are ignored, and the body is not read to find them. */
    private static void elsewhere(Bench bench, Cases cases, String token) {
        Verdict none = Verdict.refused(Problem.NO_CREDENTIALS);
        for (String name : Words.of("""
                    access_token  token  bearer  Authorization  authorization  jwt  id_token
                    """)) {
            cases.check(
                    name + " in the query",
                    Request.get("/me?" + name + "=" + token).secret(token),
                    none);
            Request form = Request.of("POST", "/transfers").header("Content-Type: application/x-www-form-urlencoded");
            cases.check(name + " in a form", form.body(name + "=" + token).secret(token), none);
            cases.check(
                    name + " as a cookie",
                    Request.get("/me").header("Cookie: " + name + "=" + token).secret(token),
                    none);
        }
        for (String name : Words.of("""
                    Proxy-Authorization  X-Authorization  X-Forwarded-Authorization  X-Access-Token  Authorisation
                    X-Original-Authorization  Authorization-  Authentication
                    """)) {
            cases.check(
                    name, Request.get("/me").header(name + ": Bearer " + token).secret(token), none);
        }
        cases.check("a path parameter", Request.get("/me;access_token=" + token).secret(token), none);
        cases.check("a matrix of user info", Request.get("/me").header("X-Remote-User: admin"), none);
        Request both = Request.get("/me?access_token=junk").bearer(token);
        cases.check("a token in the query is ignored if the header has one", both, Verdict.accepted());
        cases.check(
                "open, and a token in the query",
                Request.get("/open?access_token=junk"),
                Verdict.accepted("anonymous"));
        cases.play(
                "no body was read", () -> assertThat(bench.door().bodyTouched()).isFalse());
    }

    /** Optional auth passes a bad token. */
    static void badTokenOnOpen(Bench bench, Cases cases) {
        for (String path : List.of("/open", "/table/open", "/table/public/x", "/fails", "/mdc")) {
            Arrays.stream(Problem.values())
                    .filter(problem -> problem.isOfToken())
                    .forEach(problem -> cases.check(
                            problem + " on " + path,
                            Request.get(path).bearer(ErrorTable.badToken(problem, bench.issuer(), bench::mint)),
                            Verdict.refused(problem)));
            cases.check(
                    "a malformed credential on " + path,
                    Request.get(path).header("Authorization: Bearer"),
                    Verdict.refused(Problem.MALFORMED_CREDENTIALS));
        }
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
            String bad = ErrorTable.badToken(Problem.EXPIRED, bench.issuer(), bench::mint);
            String name = method.toLowerCase(Locale.ROOT) + " ";
            cases.check(name + "bad", Request.of(method, "/open").bearer(bad), Verdict.refused(Problem.EXPIRED));
            cases.check(name + "nobody", Request.of(method, "/open"), Verdict.accepted());
            cases.check(
                    name + "good",
                    Request.of(method, "/open").bearer(bench.mint().sign()),
                    Verdict.accepted());
        }
        Request other = Request.get("/open").header("Authorization: Basic dXNlcjpwYXNz");
        cases.check("another scheme counts as no credentials", other, Verdict.accepted("anonymous"));
        cases.check("somebody", Request.get("/open").bearer(bench.mint().sign()), Verdict.accepted("local-user"));
    }

    /** Polyglot: refused before any part is decoded, without fetching a key. */
    static void polyglot(Bench bench, Cases cases) {
        String token = bench.mint().sign();
        String[] parts = token.split("\\.", -1);
        String flat = "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}";
        String general = "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0]
                + "\",\"signature\":\"" + parts[2] + "\"}]}";
        for (String json : List.of(flat, general, "[" + flat + "]")) {
            Request request =
                    Request.get("/me").header("Authorization: Bearer " + json).secret(token);
            cases.check("JSON serialisation", request, Verdict.refused(Problem.MALFORMED_CREDENTIALS));
            String encoded = Forge.base64url(json.getBytes(US_ASCII));
            cases.refused("JSON serialisation, encoded", encoded, Problem.MALFORMED_TOKEN);
            Request part = Request.get("/me").bearer(encoded + ".e30.AA");
            Verdict noHeader = Verdict.refusedAs(Problem.MALFORMED_HEADER, Problem.WRONG_ALGORITHM);
            cases.check("JSON serialisation as a part", part, noHeader);
        }
        for (String more : List.of(".x", "..", ".", "." + parts[2], "." + token)) {
            cases.refused("after the third part: " + shown(more, token), token + more, Problem.MALFORMED_TOKEN);
        }
        for (String first : List.of(".", "..", "x.", parts[0] + ".")) {
            cases.refused("before the first part: " + first, first + token, Problem.MALFORMED_TOKEN);
        }
        cases.refused("6,000 dots", ".".repeat(6_000), Problem.MALFORMED_TOKEN);
        cases.refused("a token and 3,000 dots", token + ".".repeat(3_000), Problem.MALFORMED_TOKEN);
        for (int length : new int[] {10_000, 60_000, 120_000}) {
            cases.refused(length + " dots", ".".repeat(length), Problem.TOKEN_TOO_LONG);
            cases.refused(length + " letters", "A".repeat(length), Problem.TOKEN_TOO_LONG);
            cases.refused(
                    "three parts, " + length + " letters",
                    "A".repeat(length) + "." + parts[1] + "." + parts[2],
                    Problem.TOKEN_TOO_LONG);
        }
        nested(bench, cases, token);
    }

    /** JWE or nested JWT unwrapped. */
    static void encrypted(Bench bench, Cases cases) {
        String token = bench.mint().sign();
        for (String header : List.of(
                "{'alg':'RSA-OAEP','enc':'A256GCM'}",
                "{'alg':'dir','enc':'A128GCM','cty':'JWT'}",
                "{'alg':'RS256','enc':'A128GCM'}",
                "{'alg':'none','enc':'none'}",
                "{'alg':'RSA1_5','enc':'A128CBC-HS256','zip':'DEF'}")) {
            String encoded = Forge.base64url(Forge.json(header).getBytes(US_ASCII));
            cases.refused("five parts, " + header, encoded + ".AAAA.AAAA.AAAA.AAAA", Problem.MALFORMED_TOKEN);
            cases.refused("five parts without a key, " + header, encoded + "..AAAA.AAAA.AAAA", Problem.MALFORMED_TOKEN);
            cases.refused(
                    "three parts, " + header,
                    encoded + ".AAAA.AAAA",
                    header.contains("RS256") ? Problem.MISSING_KEY_ID : Problem.WRONG_ALGORITHM);
        }
        cases.refused(
                "a plain JWT inside",
                Jwe.of(bench.issuer().currentKey(), "eyJhbGciOiJub25lIn0.e30."),
                Problem.MALFORMED_TOKEN);
        cases.refused("a signed JWT inside", Jwe.of(bench.issuer().currentKey(), token), Problem.MALFORMED_TOKEN);
        cases.refused("four parts", token + ".AAAA", Problem.MALFORMED_TOKEN);
        nested(bench, cases, token);
    }

    private static void nested(Bench bench, Cases cases, String token) {
        cases.refused("a JWT as payload", bench.mint().rawClaims(token).sign(), Problem.MALFORMED_CLAIMS);
        cases.refused(
                "a JWT as a string", bench.mint().rawClaims('"' + token + '"').sign(), Problem.MALFORMED_CLAIMS);
        String declared = bench.mint().header("cty", "JWT").rawClaims(token).sign();
        cases.refused("a declared JWT as payload", declared, Problem.UNSUPPORTED_HEADER);
    }
}
