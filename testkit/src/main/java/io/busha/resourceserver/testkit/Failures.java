package io.busha.resourceserver.testkit;

import java.util.ArrayList;
import java.util.List;

/** Runs all cases of a row, and keeps what went wrong. Not thread-safe. */
final class Failures {

    private final List<String> names = new ArrayList<>();
    private final AssertionError all;
    private int cases;

    private Failures(Row row) {
        this.all = new AssertionError(row.toString());
    }

    static Failures of(Row row, Bench bench) {
        Failures failures = new Failures(row);
        try {
            Cases cases = new Cases(bench);
            row.theme().fill(bench, cases);
            cases.list().forEach(failures::play);
        } catch (Exception | AssertionError e) {
            failures.add("its preparation", e);
        } finally {
            bench.closeOthers();
        }
        return failures;
    }

    private void play(Case each) {
        cases++;
        try {
            each.script().play();
        } catch (Exception | AssertionError e) {
            add(each.name(), e);
        }
    }

    private void add(String name, Throwable what) {
        names.add(name);
        all.addSuppressed(new AssertionError("case: " + name, what));
    }

    int cases() {
        return cases;
    }

    List<String> names() {
        return names;
    }

    void throwAll() {
        if (!names.isEmpty()) {
            AssertionError told =
                    new AssertionError(all.getMessage() + ": " + names.size() + " of " + cases + " cases: " + names);
            for (Throwable each : all.getSuppressed()) {
                told.addSuppressed(each);
            }
            throw told;
        }
    }
}
