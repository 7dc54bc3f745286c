package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** A second filter of the application, {@code partners}, with client ids and route lines of its own. */
final class FilterRows {

    private static final String PARTNER = "partner-client";
    private static final Map<String, String> SETTINGS = Map.of(
            "partners.client-id",
            Bench.OTHER_CLIENT + "," + PARTNER,
            "partners.routes",
            "GET /partners/payouts transfers:write; GET /partners/headless authenticated");

    private FilterRows() {}

    /** Path rule differs from dispatch: if two filters are mapped, both decide independently. */
    static void second(Bench bench, Cases cases) throws Exception {
        Bench two = bench.beside(SETTINGS);
        String ours = bench.mint().sign();
        String both = bench.mint().clientId(Bench.OTHER_CLIENT).sign();
        String theirs = bench.mint().clientId(PARTNER).sign();
        String weak = bench.mint().clientId(Bench.OTHER_CLIENT).scopes().sign();
        Verdict wrongClient = Verdict.refused(Problem.WRONG_CLIENT);
        for (String path : List.of("/partners/payouts", "/partners/headless", "/partners/other", "/partners")) {
            Request request = Request.get(path);
            cases.check(two, path + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(two, path + ", a client of the first alone", request.bearer(ours), wrongClient);
            cases.check(two, path + ", a client of the second alone", request.bearer(theirs), wrongClient);
        }
        Request payouts = Request.get("/partners/payouts");
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
        cases.check(two, "a route line of the second filter", payouts.bearer(weak), insufficient);
        cases.check(two, "a client of both filters", payouts.bearer(both), Verdict.accepted("/partners/payouts"));
        for (String path : List.of("/partners/other", "/partners", "/partners/payouts/")) {
            Request closed = Request.get(path).bearer(both);
            cases.check(
                    two,
                    path + ": no route line of the second filter",
                    closed,
                    Verdict.refused(Problem.ENDPOINT_CLOSED));
        }
        cases.check(
                two,
                "another path, a client of the first filter",
                Request.get("/me").bearer(ours),
                Verdict.accepted());
        cases.check(
                two,
                "another path, a client of the second filter",
                Request.get("/me").bearer(theirs),
                wrongClient);
        for (String path : Words.of("""
                /partners;x/payouts  /;/partners/payouts  //partners/payouts  /x/../partners/payouts  /partners//payouts
                /x/..;/partners/payouts  /%70artners/payouts  /./partners/payouts  /partners/./payouts
                /partners%2fpayouts  /partners/payouts;x  /%2e/partners/payouts
                """)) {
            cases.check(two, path, Request.get(path).bearer(ours), Verdict.shutOut());
        }
        cases.check(two, "in capitals", Request.get("/Partners/payouts").bearer(ours), Verdict.nowhere());
        dispatched(two, cases, ours, both);
    }

    /** On an inner dispatch, each filter recognises only its own permits. */
    private static void dispatched(Bench two, Cases cases, String ours, String both) {
        Verdict twice = Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("local-user"));
        cases.check(two, "ASYNC to itself", Request.get("/partners/headless").bearer(both), twice);
        cases.check(
                two,
                "ASYNC to itself, elsewhere",
                Request.get("/async/headless").bearer(ours),
                twice);
        for (String how : List.of("forward", "async")) {
            Request request = Request.get("/dispatch/" + how + "?/partners/payouts");
            Verdict inside = Verdict.refusedInside(1, Problem.WRONG_CLIENT, "");
            cases.check(two, how + ", a client of the first alone", request.bearer(ours), inside);
            Verdict through =
                    Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("/partners/payouts"));
            cases.check(two, how + ", a client of both", request.bearer(both), through);
        }
        Request include = Request.get("/dispatch/include?/partners/payouts");
        cases.check(two, "include, a client of the first filter only", include.bearer(ours), Verdict.nothingInside());
        cases.check(
                two, "include, a client of both filters", include.bearer(both), Verdict.acceptedThrough(2, body -> {}));
    }
}
