package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The rule of an endpoint applies to every spelling of its path and method. */
final class SpellingRows {

    /** Omits {@code head}: Undertow sends no body for it, so the response could not be parsed. */
    private static final List<String> METHODS = Words.of("""
            get  Get  gET  post  pOsT  POSt  put  pUT  patch  Patch  delete  dELETE  Delete  options  Options
            """);

    private SpellingRows() {}

    /** Sends methods in other cases: some frameworks run {@code post} as POST, and some servlets convert methods to upper case. */
    static void methods(Bench bench, Cases cases) {
        String all = bench.mint().sign();
        for (String method : METHODS) {
            for (String path :
                    List.of("/open", "/table/open", "/balances", "/table/balances", "/reports/other", "/acc/7")) {
                cases.check(method + " " + path, Request.of(method, path), Verdict.refused(Problem.ENDPOINT_CLOSED));
                boolean takesAny = !path.equals("/open") && !path.equals("/balances");
                Verdict refused = takesAny ? Verdict.refused(Problem.ENDPOINT_CLOSED) : Verdict.otherMethod();
                cases.check(
                        method + " " + path + ", valid token",
                        Request.of(method, path).bearer(all),
                        Verdict.unknownMethod(refused));
            }
        }
    }

    /** Checks that a line for one endpoint also covers its trailing slash, {@code /reports/salaries/}, if a later line opens the rest. */
    static void slash(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String weak = bench.mint().scopes().sign();
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read");
        for (String path : List.of("/reports/salaries", "/reports/salaries/", "/acc/vip")) {
            for (String method : List.of("GET", "HEAD")) {
                Request request = Request.of(method, path);
                cases.check(method + " " + path + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
                cases.check(method + " " + path + ", no scope", request.bearer(weak), insufficient);
                cases.check(method + " " + path + ", the scope", request.bearer(read), SpellingRows::passed);
            }
        }
        cases.check("/reports/other", Request.get("/reports/other"), Verdict.accepted("/reports/other"));
        cases.check("/reports/other/", Request.get("/reports/other/"), SpellingRows::passed);
        cases.check("/acc/vip/, nobody", Request.get("/acc/vip/"), Verdict.shutOut());
        cases.check("/acc/vip/, no scope", Request.get("/acc/vip/").bearer(weak), Verdict.shutOut());
        cases.check("/acc/7/", Request.get("/acc/7/"), Verdict.shutOut());
        cases.check("/table/open/", Request.get("/table/open/").bearer(read), Verdict.closed());
    }

    /** Checks that a variable in a route line matches one segment, like in a mapping. */
    static void template(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String write = bench.mint().scopes("transfers:write").sign();
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
        for (String method : List.of("DELETE", "POST")) {
            Request request = Request.of(method, "/acc/7");
            cases.check(method + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(method + ", no scope", request.bearer(read), insufficient);
            cases.check(method + ", the scope", request.bearer(write), Verdict.accepted("/acc/7"));
        }
        cases.check("GET, nobody", Request.get("/acc/7"), Verdict.refused(Problem.NO_CREDENTIALS));
        cases.check("GET, any token", Request.get("/acc/7").bearer(write), Verdict.accepted("/acc/7"));
        cases.check(
                "one value has its own line",
                Request.get("/acc/vip").bearer(write),
                Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
        cases.check("one value, the scope", Request.get("/acc/vip").bearer(read), Verdict.accepted("/acc/vip"));
        cases.check("another method", Request.of("PUT", "/acc/7").bearer(write), Verdict.closed());
        cases.check("no segment", Request.of("DELETE", "/acc/").bearer(write), Verdict.nowhere());
        cases.check("two segments", Request.of("DELETE", "/acc/7/8").bearer(write), Verdict.nowhere());
    }

    /** Checks that no other spelling of an endpoint's path bypasses its rule. */
    static void spellings(Bench bench, Cases cases) {
        for (String path : Words.of("""
                /reports/salaries;x=1  /reports/salaries;  /reports/salaries/;x  /reports;x/salaries  /reports/%73alaries
                /reports/salaries%2f  /reports/salaries%2F  /reports//salaries  /reports/./salaries  //reports/salaries
                /reports/x/../salaries  /reports/x/..;/salaries  /reports/%2e/salaries  /reports/salaries/.
                /reports/salaries//  /reports/salaries%20  /reports/salaries%00  /reports/salaries%09
                /reports/salaries.json  /reports/salaries?  /reports/salaries?x=/reports/other  /reports\\salaries
                /reports/Salaries  /REPORTS/salaries  /reports/salaries%3b  /reports/salaries%3bx=1
                """)) {
            cases.check(path, Request.get(path), SpellingRows::neverByNobody);
        }
    }

    /** Expects that the door admits the request. The framework may have no endpoint for the spelling. */
    private static void passed(Verdict.Answer answer) {
        if (answer.response().status() == 404) {
            assertThat(answer.isOfDoor()).isFalse();
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        } else {
            Verdict.accepted().judge(answer);
        }
    }

    /** Expects that the endpoint of the salaries does not run, and that the server does not fail. */
    private static void neverByNobody(Verdict.Answer answer) {
        assertThat(answer.response().status()).isLessThan(500);
        if (answer.response().status() == 200) {
            assertThat(answer.response().body().replaceAll("/+$", ""))
                    .doesNotMatch("/reports/salaries")
                    .startsWith("/reports/");
        } else {
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        }
    }
}
