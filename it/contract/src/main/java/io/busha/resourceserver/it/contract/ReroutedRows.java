package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Requests that code behind the door sends to another endpoint, and handlers that are in no list. */
final class ReroutedRows {

    private static final String START = "/table/open";

    private ReroutedRows() {}

    /** Path rule differs from dispatch: the rule of the endpoint that finally runs decides. */
    static void rerouted(Bench bench, Cases cases) throws Exception {
        String weak = bench.mint().scopes().sign();
        String read = bench.mint().scopes("balances:read").sign();
        String write = bench.mint().scopes("transfers:write").sign();
        Bench reroutingBench = bench.beside(Map.of("contract.reroute", "filter"));
        Rerouted rerouted = new Rerouted(reroutingBench, cases);
        rerouted.scoped(START, "X-Reroute-Path: /table/balances", "balances:read", weak, read, "/table/balances");
        rerouted.scoped(START, "X-Reroute-Forward: /balances", "balances:read", weak, read, "balances");
        rerouted.scoped(START, "X-Reroute-Forward: /transfers-get", "transfers:write", read, write, "transfers-get");
        for (String undeclared : List.of("X-Reroute-Path: /table/undeclared", "X-Reroute-Forward: /undeclared")) {
            rerouted.refused(START, undeclared, Verdict.refused(Problem.ENDPOINT_CLOSED), weak, read);
        }
        rerouted.refused(START, "X-Reroute-Forward: /nowhere", Verdict.unmapped(), weak, read);
        rerouted.refused(START, "X-Reroute-Method: POST", Verdict.refused(Problem.ENDPOINT_CLOSED), weak, write);
        Request head = Request.get("/head").header("X-Reroute-Method: HEAD");
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
        cases.check(reroutingBench, "GET that becomes HEAD, the scope of GET", head.bearer(read), insufficient);
        for (String path : List.of("/second/undeclared", "/alien/undeclared")) {
            rerouted.refused(path, "Accept: */*", Verdict.refused(Problem.ENDPOINT_CLOSED), weak, write);
        }
        Rerouted unlisted = new Rerouted(bench.beside(Map.of("contract.reroute", "mapping")), cases);
        Verdict closed = Verdict.refused(Problem.ENDPOINT_CLOSED);
        unlisted.refused("/unlisted/handler", "Accept: */*", closed, weak, write);
        unlisted.refused("/undeclared", "Accept: text/plain", closed, weak, write);
        unlisted.refused("/nowhere", "Accept: text/plain", Verdict.unmapped(), weak, write);
        unlisted.scoped("/balances", "Accept: text/plain", "balances:read", weak, read, "balances");
    }

    /** Cases at one application. */
    private record Rerouted(Bench bench, Cases cases) {

        void scoped(String path, String header, String scope, String without, String with, String answer) {
            Request request = Request.get(path).header(header);
            String name = path + ", " + header;
            Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, scope);
            cases.check(bench, name + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(bench, name + ", another scope", request.bearer(without), insufficient);
            cases.check(bench, name + ", the scope", request.bearer(with), Verdict.accepted(answer));
        }

        void refused(String path, String header, Verdict verdict, String weak, String other) {
            Request request = Request.get(path).header(header);
            String name = path + ", " + header;
            cases.check(bench, name + ", nobody", request, verdict);
            cases.check(bench, name + ", no scope", request.bearer(weak), verdict);
            cases.check(bench, name + ", a scope", request.bearer(other), verdict);
        }
    }

    /** Path rule differs from dispatch: the error pages of a WAR, which a framework may forward to. */
    static void pagesOfWar(Bench bench, Cases cases) throws Exception {
        Bench war = bench.beside(Map.of("contract.war", "true"));
        String weak = bench.mint().scopes().sign();
        String all = bench.mint().sign();
        for (String path : List.of("/fails", "/breaks")) {
            Verdict shown = shown(path.equals("/fails") ? 418 : 500);
            for (String method : List.of("GET", "POST")) {
                Request request = Request.of(method, path);
                String name = method + " " + path;
                cases.check(war, name + ", shown without a token", request, shown);
                cases.check(war, name + ", shown with a token", request.bearer(weak), shown);
            }
            Request bad = Request.get(path).bearer(ErrorTable.badToken(Problem.EXPIRED, bench.issuer(), bench::mint));
            cases.check(war, path + ", hidden from a bad token", bad, Verdict.refused(Problem.EXPIRED));
        }
        Request nowhere = Request.get("/nowhere");
        cases.check(war, "unmapped, nobody", nowhere, Verdict.unmapped());
        cases.check(war, "unmapped", nowhere.bearer(weak), Verdict.unmapped().and(ReroutedRows::saysItsStatus));
        for (String page : List.of("/error-page", "/error-page?x=1", "/error", "/error?status=404")) {
            Request asked = Request.get(page).header("jakarta.servlet.error.status_code: 418");
            cases.check(war, page + ", nobody", asked, Verdict.refused(Problem.ENDPOINT_CLOSED));
            cases.check(war, page + ", somebody", asked.bearer(all), Verdict.refused(Problem.ENDPOINT_CLOSED));
        }
    }

    private static Verdict shown(int status) {
        return answer -> {
            assertThat(answer.response().status()).isEqualTo(status);
            assertThat(answer.response().body()).isEqualTo("error page");
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(2);
        };
    }

    private static void saysItsStatus(Verdict.Answer answer) {
        assertThat(answer.response().body())
                .contains("\"status\":" + answer.response().status());
    }
}
