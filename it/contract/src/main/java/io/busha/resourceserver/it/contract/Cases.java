package io.busha.resourceserver.it.contract;

import java.util.ArrayList;
import java.util.List;

/** Collects the cases of one row. Not thread-safe. */
final class Cases {

    /** Adds the cases of a row. */
    @FunctionalInterface
    interface Theme {
        void fill(Bench bench, Cases cases) throws Exception;
    }

    private final Bench bench;
    private final List<Case> list = new ArrayList<>();

    Cases(Bench bench) {
        this.bench = bench;
    }

    /** {@code GET /me} with this token. */
    void refused(String name, String token, Problem problem) {
        check(name, Request.get("/me").bearer(token), Verdict.refused(problem));
    }

    /** {@code GET /me} with this token. */
    void accepted(String name, String token) {
        check(name, Request.get("/me").bearer(token), Verdict.accepted());
    }

    void check(String name, Request request, Verdict verdict) {
        check(bench, name, request, verdict);
    }

    /** Adds a request whose answer depends on no other case of its row. */
    void check(Bench where, String name, Request request, Verdict verdict) {
        list.add(new Case(name, false, () -> where.check(request, verdict)));
    }

    /** Adds a request that runs after all cases added before it, and before all that follow. */
    void checkInTurn(String name, Request request, Verdict verdict) {
        play(name, () -> bench.check(request, verdict));
    }

    /** Adds any other case. It runs alone, in its turn. */
    void play(String name, Case.Script script) {
        list.add(new Case(name, true, script));
    }

    Bench bench() {
        return bench;
    }

    List<Case> list() {
        return list;
    }
}
