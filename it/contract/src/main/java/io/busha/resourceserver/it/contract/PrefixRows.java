package io.busha.resourceserver.it.contract;

import java.util.List;

/** Servlets that are mapped on a prefix, and the paths below it. */
final class PrefixRows {

    private PrefixRows() {}

    /** Path rule differs from dispatch: a route line is matched on servlet path and path info together. */
    static void prefix(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String weak = bench.mint().scopes().sign();
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read");
        for (String method : List.of("GET", "HEAD")) {
            Request request = Request.of(method, "/api/statement");
            cases.check(method + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(method + ", no scope", request.bearer(weak), insufficient);
        }
        cases.check("the scope", Request.get("/api/statement").bearer(read), Verdict.accepted("/api/statement"));
        cases.check("the prefix is open", Request.get("/api"), Verdict.accepted("/api"));
        cases.check("without the prefix", Request.get("/statement"), Verdict.accepted("/statement"));
        for (String path : Words.of("""
                /api/statement  /api/s%74atement  /api;x=1/statement  /api/statement;x=1  /api//statement
                /api/./statement  /api/../api/statement  /api/..;/api/statement  /api/%2e%2e/api/statement
                /api/%2e/statement  /api%2fstatement  /api/x/../statement  /statement/../api/statement
                /statement/..;/api/statement  //api/statement  /;/api/statement  /;x/api/statement  /api/statement/
                /api/statement/.  /api/statement%00  /api/statement%0a  /api/Statement  /API/statement  /Api/statement
                /api/  /api/api  /api/statement/x  /api/statement.json  /api/statement%20  /api/statement%2f
                /api/x/..;/statement  /api/.;/statement  /api/;/statement  /api/statement;/../..  /api/open
                """)) {
            Verdict shutOut = path.startsWith("/api") ? Verdict.shutOut() : Verdict.shutOutWithDots();
            cases.check(path + ", nobody", Request.get(path), shutOut);
            cases.check(path + ", no scope", Request.get(path).bearer(weak), shutOut);
        }
        for (String odd : Words.of("""
                /api//statement  /api/./statement  /api/../api/statement  /api/..;/api/statement  //api/statement
                /api/%2e%2e/api/statement  /;/api/statement  /api/;/statement
                """)) {
            cases.check(odd + ", the scope", Request.get(odd).bearer(read), Verdict.closed());
        }
        cases.check(
                "a parameter of the prefix",
                Request.get("/api;x=1/statement").bearer(read),
                Verdict.onlyAt("/api/statement"::equals));
    }

    /** Path rule differs from dispatch: a servlet that parses its path info more leniently than route lines do. */
    static void framework(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String weak = bench.mint().scopes().sign();
        cases.check("open", Request.get("/fw/open/hello"), Verdict.accepted("hello handler"));
        cases.check("the scope", Request.get("/fw/secret").bearer(read), Verdict.accepted("protected: secret handler"));
        for (String path : Words.of("""
                /fw/secret  /fw/secret/  /fw/secret//  /fw/Secret  /fw/SECRET  /fw/secret.json  /fw/secret%20
                /fw/secret;x  /fw/secret/;x  /fw/secret%00  /fw/secret%0a  /fw/s%65cret  /fw/s%2565cret  /fw//secret
                /fw/./secret  /fw/x/../secret  /fw/open/../secret  /fw/open/..;/secret  /fw/open/%2e%2e/secret
                /fw/open%2f..%2fsecret  /fw/open/..%2fsecret  /fw/open%5c..%5csecret  /fw/open/..%5csecret
                /fw/open\\..\\secret  /fw/open/..%00/secret  /fw/open/%252e%252e/secret  /fw/open;/../secret
                /fw/open/hello/../../secret  /fw/open/hello;/../../secret  /fw/open/hello%3b/../../secret
                /fw;/secret  /fw;x=/secret  /fw/secret?/open/hello  /fw/secret#/open/hello  /fw/secret%09
                /fw/;/secret  /FW/secret  /fw%2fsecret
                """)) {
            cases.check(path + ", nobody", Request.get(path), Verdict.nothingProtected());
            cases.check(path + ", no scope", Request.get(path).bearer(weak), Verdict.nothingProtected());
        }
        for (String path : Words.of("/fw/Secret  /fw/secret/  /fw/secret.json  /fw/secret%20  /fw/other/secret")) {
            cases.check(path + ", the scope", Request.get(path).bearer(read), Verdict.refused(Problem.ENDPOINT_CLOSED));
        }
    }
}
