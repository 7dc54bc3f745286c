package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Requests that the container dispatches inside the application, and rules declared on other classes than the handler. */
final class DispatchRows {

    private DispatchRows() {}

    /** Annotation lost. */
    static void inherited(Bench bench, Cases cases) {
        for (String path : List.of("superclass", "interface", "generic", "bridge", "proxy")) {
            stricter(bench, cases, "/inherited/" + path);
        }
        stricter(bench, cases, "/transfers-get");
    }

    private static void stricter(Bench bench, Cases cases, String path) {
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
        String read = bench.mint().scopes("balances:read").sign();
        String write = bench.mint().scopes("transfers:write").sign();
        for (String method : List.of("GET", "HEAD")) {
            Request request = Request.of(method, path);
            cases.check(method + " " + path + ", nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(method + " " + path + ", another scope", request.bearer(read), insufficient);
            cases.check(method + " " + path + ", the scope", request.bearer(write), Verdict.accepted());
        }
        Request post = Request.of("POST", path).bearer(write);
        cases.check("POST " + path, post, Verdict.otherMethod());
    }

    /** ASYNC: to itself. */
    static void asyncAgain(Bench bench, Cases cases) {
        cases.check("nobody", Request.get("/async/again"), Verdict.refused(Problem.NO_CREDENTIALS));
        for (String[] scopes : List.of(new String[0], new String[] {"balances:read"})) {
            String token = bench.mint().scopes(scopes).sign();
            Verdict twice = Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("local-user"));
            cases.check(
                    "with " + scopes.length + " scopes",
                    Request.get("/async/again").bearer(token),
                    twice);
        }
    }

    /** ASYNC: to a stricter endpoint. */
    static void asyncStricter(Bench bench, Cases cases) {
        dispatched(bench, cases, "/async/stricter");
    }

    /** FORWARD: to a stricter endpoint. */
    static void forwardStricter(Bench bench, Cases cases) {
        dispatched(bench, cases, "/forward/stricter");
    }

    private static void dispatched(Bench bench, Cases cases, String path) {
        cases.check("nobody", Request.get(path), Verdict.refused(Problem.NO_CREDENTIALS));
        for (String[] scopes : List.of(new String[0], new String[] {"balances:read"})) {
            String token = bench.mint().scopes(scopes).sign();
            Verdict inside = Verdict.refusedInside(1, Problem.INSUFFICIENT_SCOPE, "transfers:write");
            cases.check(
                    "with " + scopes.length + " other scopes", Request.get(path).bearer(token), inside);
        }
        String write = bench.mint().scopes("transfers:write").sign();
        Verdict through = Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("transfers-get"));
        cases.check("with the scope", Request.get(path).bearer(write), through);
    }

    /** INCLUDE: a stricter endpoint. The container decides on the outer response, which contains nothing of the included one. */
    static void includeStricter(Bench bench, Cases cases) {
        cases.check("nobody", Request.get("/include/stricter"), Verdict.refused(Problem.NO_CREDENTIALS));
        for (String[] scopes : List.of(new String[0], new String[] {"balances:read"})) {
            String token = bench.mint().scopes(scopes).sign();
            cases.check(
                    "with " + scopes.length + " other scopes",
                    Request.get("/include/stricter").bearer(token),
                    answer -> {
                        assertThat(answer.handled()).isEqualTo(1);
                        assertThat(answer.response().body()).doesNotContain("transfers-get");
                    });
        }
        String write = bench.mint().scopes("transfers:write").sign();
        Consumer<String> included = body -> assertThat(body).contains("transfers-get");
        cases.check(
                "with the scope", Request.get("/include/stricter").bearer(write), Verdict.acceptedThrough(2, included));
    }

    /** ERROR: the page is shown, and is not an endpoint. */
    static void error(Bench bench, Cases cases) {
        Verdict shown = answer -> {
            assertThat(answer.response().status()).isEqualTo(418);
            assertThat(answer.response().body()).isEqualTo("error page");
            assertThat(answer.handled()).isEqualTo(2);
        };
        cases.check("shown without a token", Request.get("/fails"), shown);
        cases.check(
                "shown with a token", Request.get("/fails").bearer(bench.mint().sign()), shown);
        Verdict closed = Verdict.refused(Problem.ENDPOINT_CLOSED);
        for (String path : List.of("/error-page", "/error-page?x=1")) {
            cases.check("requested without a token: " + path, Request.get(path), closed);
            cases.check(
                    "requested with a token: " + path,
                    Request.get(path).bearer(bench.mint().sign()),
                    closed);
        }
        Request posing = Request.get("/error-page").header("X-Dispatcher-Type: ERROR");
        cases.check("requested with an error header", posing.header("jakarta.servlet.error.status_code: 418"), closed);
    }

    /** ERROR: a page for an exception. */
    static void exception(Bench bench, Cases cases) {
        Verdict shown = answer -> {
            assertThat(answer.response().status()).isEqualTo(500);
            assertThat(answer.response().body()).isEqualTo("error page");
            assertThat(answer.handled()).isEqualTo(2);
        };
        cases.check("shown without a token", Request.get("/breaks"), shown);
        cases.check(
                "shown with a token", Request.get("/breaks").bearer(bench.mint().sign()), shown);
        Request refused = Request.get("/breaks")
                .bearer(bench.mint().expiresAt(Instant.EPOCH).sign());
        cases.check("hidden from a bad token", refused, Verdict.refused(Problem.EXPIRED));
    }

    /** ASYNC: to a stricter endpoint and back. */
    static void thereAndBack(Bench bench, Cases cases) {
        cases.check("nobody", Request.get("/async/there"), Verdict.refused(Problem.NO_CREDENTIALS));
        String read = bench.mint().scopes("balances:read").sign();
        Verdict inside = Verdict.refusedInside(1, Problem.INSUFFICIENT_SCOPE, "transfers:write");
        cases.check("another scope", Request.get("/async/there").bearer(read), inside);
        cases.check(
                "starting at the stricter endpoint", Request.get("/async/back").bearer(read), insufficient());
        Request all = Request.get("/async/there").bearer(bench.mint().sign());
        cases.check("the scope", all, Verdict.acceptedThrough(3, body -> assertThat(body)
                .isEqualTo("local-user")));
        Verdict twice = Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("local-user"));
        cases.check(
                "a permit outlives its credential",
                Request.get("/async/headless").bearer(read),
                twice);
    }

    private static Verdict insufficient() {
        return Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write");
    }
}
