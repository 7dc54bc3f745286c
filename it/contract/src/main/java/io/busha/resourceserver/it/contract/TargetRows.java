package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

/** An endpoint that dispatches to files, to unusual spellings of a path, or to a servlet by its name. */
final class TargetRows {

    private TargetRows() {}

    /** FORWARD and ASYNC to files, and INCLUDE of them. */
    static void files(Bench bench, Cases cases) {
        String weak = bench.mint().scopes().sign();
        String read = bench.mint().scopes("balances:read").sign();
        for (String how : List.of("/dispatch/forward?", "/dispatch/async?")) {
            cases.check(how + " open", Request.get(how + "/static/page.txt").bearer(weak), through("static page"));
            Request vault = Request.get(how + "/vault/page.txt");
            cases.check(how + " the scope", vault.bearer(read), through("protected: vault"));
            Verdict scopeless = Verdict.refusedInside(1, Problem.INSUFFICIENT_SCOPE, "balances:read");
            cases.check(how + " no scope", vault.bearer(weak), scopeless);
            for (String path : List.of("/unlisted/page.txt", "/index.html", "/nowhere.txt", "/WEB-INF/hidden.txt")) {
                cases.check(how + path, Request.get(how + path).bearer(read), Verdict.unmappedInside(1));
            }
        }
        String include = "/dispatch/include?";
        cases.check(include, Request.get(include + "/static/page.txt").bearer(weak), through("static page"));
        for (String path : List.of("/vault/page.txt", "/unlisted/page.txt", "/index.html", "/WEB-INF/hidden.txt")) {
            cases.check(include + path, Request.get(include + path).bearer(weak), Verdict.nothingInside());
        }
    }

    private static Verdict through(String file) {
        return Verdict.acceptedThrough(1, body -> assertThat(body).contains(file));
    }

    /** Dispatches to a stricter endpoint by targets with a query, parameters, or another spelling. */
    static void spellings(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String write = bench.mint().scopes("transfers:write").sign();
        for (String how : List.of("/dispatch/forward?", "/dispatch/include?", "/dispatch/async?")) {
            for (String target : Words.of("""
                    /transfers-get?x=1  /transfers-get;x=1  /transfers-get;jsessionid=1  /%74ransfers-get
                    /open/../transfers-get  /./transfers-get  /transfers-get?/open  /table/public/../../transfers-get
                    """)) {
                cases.check(how + target, Request.get(how + target).bearer(read), Verdict.nothingInside());
            }
            for (String target : List.of("/transfers-get?x=1", "/transfers-get?/open")) {
                Verdict through =
                        Verdict.acceptedThrough(2, body -> assertThat(body).contains("transfers-get"));
                cases.check(
                        how + target + ", the scope", Request.get(how + target).bearer(write), through);
            }
            for (String target : Words.of("""
                    /table/closed  /table/public/../closed  /table/public/..;/closed  /table/public/%2e%2e/closed
                    /table/undeclared
                    """)) {
                cases.check(how + target, Request.get(how + target).bearer(read), Verdict.nothingInside());
            }
            Request same = Request.get(how + "/dispatch/stricter");
            cases.check(how + " the same servlet", same.bearer(write), Verdict.nothingInside());
            if (!how.contains("include")) {
                cases.check(how + " the same servlet, the scope", same.bearer(read), twice("arrived"));
            }
        }
    }

    private static Verdict twice(String text) {
        return Verdict.acceptedThrough(2, body -> assertThat(body).contains(text));
    }

    /** FORWARD by a servlet's name: without a path, the rule of the forwarding endpoint applies. */
    static void named(Bench bench, Cases cases) {
        Request request = Request.get("/dispatch/named?/transfers-get");
        cases.check("nobody", request, Verdict.refused(Problem.NO_CREDENTIALS));
        String expired = bench.mint().expiresAt(Instant.EPOCH).sign();
        cases.check("a bad token", request.bearer(expired), Verdict.refused(Problem.EXPIRED));
        String none = bench.mint().scopes().sign();
        cases.check("a caller of the forwarding endpoint", request.bearer(none), twice("transfers-get"));
    }
}
