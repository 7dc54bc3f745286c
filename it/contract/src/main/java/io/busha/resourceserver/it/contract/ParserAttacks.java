package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.busha.resourceserver.testkit.TokenMint;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Headers and payloads that are not quite JSON, in tokens with a valid signature. */
final class ParserAttacks {

    private ParserAttacks() {}

    /** Parser crash. */
    static void parserCrash(Bench bench, Cases cases) throws Exception {
        Bench wide = bench.beside(Map.of("max-token-length", "65536"));
        deep(wide, cases);
        grammar(wide, cases);
        surroundings(wide, cases);
        encodings(wide, cases);
        numbers(wide, cases);
    }

    private static void deep(Bench wide, Cases cases) {
        for (int depth : new int[] {70, 1_000, 20_000}) {
            String arrays = "[".repeat(depth);
            instead(wide, cases, depth + " arrays", "{\"a\":" + arrays + "]".repeat(depth) + ",");
            instead(wide, cases, depth + " arrays, never closed", "{\"a\":" + arrays + ",");
            int objects = depth / 6 + 70;
            String object = "{\"a\":".repeat(objects) + "1" + "}".repeat(objects);
            instead(wide, cases, objects + " objects", "{\"a\":" + object + ",");
        }
        instead(wide, cases, "40,000 arrays, never closed", "{\"a\":" + "[".repeat(40_000));
        String most = wide.mint().claimAsJson("a", "[".repeat(100_000)).sign();
        cases.check(wide, "100,000 arrays", Request.get("/me").bearer(most), Verdict.notLetIn());
    }

    private static void grammar(Bench wide, Cases cases) {
        for (String inside : Words.of("""
                '\\ud800'  '\\udc00'  '\\ud800x'  '\\udc00\\ud800'  '\\ud83d'  '\\x'  '\\u12'  '\\u'  '\\  '  '\0'
                tru  nul  undefined  /**/1  1//  'a' 'b'  [1,]  {'a'}  {'a':}  {a:1}  [,1]  `a`  0xf  1 2  ;
                --1  1,  1,,'b':2  1]  1}  NaN  Infinity  -
                """)) {
            instead(wide, cases, "a: " + inside, Forge.json("{'a':" + inside + ","));
        }
        for (String control : List.of("\t", "\n", "\r", "\u001f")) {
            instead(wide, cases, "a raw control character", "{\"a\":\"" + control + "\",");
        }
        instead(wide, cases, "lone surrogate in a name", "{\"\\ud800\":1,");
    }

    private static void surroundings(Bench wide, Cases cases) {
        for (String whole : Words.of("""
                []  null  'x'  1  true  {  }  {}{}  {} x  [{}]  {'a':1  \0  {}\0  {},  {}]
                """)) {
            after(wide, cases, "only " + whole, Forge.json(whole), Forge.json(whole));
        }
        after(wide, cases, "only a blank", " ", " ");
        for (String end : List.of("x", "{}", "\0", ",", "}", "]", "null", "//", "\ufeff", "\u00a0")) {
            TokenMint mint = wide.mint();
            after(wide, cases, "then " + end, mint.headerJson() + end, mint.claimsJson() + end);
            after(wide, cases, end + " first", end + mint.headerJson(), end + mint.claimsJson());
        }
    }

    private static void encodings(Bench wide, Cases cases) {
        for (String hex : Words.of("""
                c328  c0af  e080af  eda080  edb080  f5808080  f8888080  ff  fe  80  e282  f09f98  f4908080
                """)) {
            byte[] wrong = HexFormat.of().parseHex(hex);
            TokenMint mint = wide.mint();
            refusedHeader(wide, cases, "bytes " + hex, wide.mint().rawHeader(with(mint.headerJson(), wrong)));
            refusedClaims(wide, cases, "bytes " + hex, wide.mint().rawClaims(with(mint.claimsJson(), wrong)));
        }
        TokenMint mint = wide.mint();
        refusedHeader(
                wide, cases, "UTF-16", wide.mint().rawHeader(mint.headerJson().getBytes(UTF_16)));
        refusedClaims(
                wide, cases, "UTF-16", wide.mint().rawClaims(mint.claimsJson().getBytes(UTF_16)));
    }

    private static void numbers(Bench wide, Cases cases) {
        List<String> numbers = new ArrayList<>(List.of("9".repeat(30_000), "1." + "0".repeat(20_000)));
        numbers.addAll(List.of("1e400", "-1e400", "1e-400", "1e999999999", "1e2147483648", "1e-999999999999"));
        for (String number : numbers) {
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

    /** Replaces the opening brace by this text, in the header and in the payload. */
    private static void instead(Bench bench, Cases cases, String name, String beginning) {
        TokenMint mint = bench.mint();
        String header = beginning + mint.headerJson().substring(1);
        after(bench, cases, name, header, beginning + mint.claimsJson().substring(1));
    }

    private static void after(Bench bench, Cases cases, String name, String header, String claims) {
        refusedHeader(bench, cases, name, bench.mint().rawHeader(header));
        refusedClaims(bench, cases, name, bench.mint().rawClaims(claims));
    }

    /** Adds a member whose value contains these bytes. */
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
        for (String member : Words.of("""
                    'alg':'none'  'alg':'RS256'  'kid':'other'  'typ':'JWT'  '\\u0061lg':'none'  'k\\u0069d':'x'
                    'x':1,'x':1  'x':{'y':1,'y':2}  'x':[{'y':1,'y':1}]
                    """)) {
            String json = bench.mint().headerJson();
            String last = bench.mint().rawHeader(Forge.last(json, member)).sign();
            String first = bench.mint().rawHeader(Forge.first(json, member)).sign();
            cases.refused("header, last: " + member, last, Problem.MALFORMED_HEADER);
            cases.refused("header, first: " + member, first, Problem.MALFORMED_HEADER);
        }
        for (String member : Words.of("""
                    'iss':'https://elsewhere.example'  'sub':'admin'  'client_id':'other'
                    'client_id':'local-client'  'exp':1  'exp':9999999999  'nbf':1  'aud':[]
                    'scp':['transfers:write']  'jti':'x'  '\\u0073ub':'admin'  's\\u0063p':[]  'x':1,'x':1
                    'x':{'y':1,'y':2}  'x':[{'y':1,'y':1}]  '':1,'':2
                    """)) {
            String json = bench.mint().claimsJson();
            String last = bench.mint().rawClaims(Forge.last(json, member)).sign();
            String first = bench.mint().rawClaims(Forge.first(json, member)).sign();
            cases.refused("payload, last: " + member, last, Problem.MALFORMED_CLAIMS);
            cases.refused("payload, first: " + member, first, Problem.MALFORMED_CLAIMS);
        }
    }

    private static Request me(TokenMint mint) {
        return Request.get("/me").bearer(mint.sign());
    }
}
