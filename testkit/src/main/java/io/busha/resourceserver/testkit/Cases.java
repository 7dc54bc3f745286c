package io.busha.resourceserver.testkit;

import java.util.ArrayList;
import java.util.List;

/** The cases of one row, as they are written down. Not thread-safe. */
final class Cases {

    /** Writes down the cases of a row. */
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

    void check(Bench where, String name, Request request, Verdict verdict) {
        play(name, () -> where.check(request, verdict));
    }

    void play(String name, Case.Script script) {
        list.add(new Case(name, script));
    }

    List<Case> list() {
        return list;
    }
}
