package io.busha.resourceserver.it.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs all cases of a row and collects the failures. Not thread-safe. */
final class Failures {

    private static final int AT_ONCE = 4;

    private final List<String> names = new ArrayList<>();
    private final AssertionError all;
    private int cases;

    private Failures(Row row) {
        this.all = new AssertionError(row.toString());
    }

    static Failures of(Row row, Bench bench) {
        Failures failures = new Failures(row);
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Cases cases = new Cases(bench);
            row.theme().fill(bench, cases);
            failures.play(cases.list(), pool);
        } catch (Exception | AssertionError e) {
            failures.add("its preparation", e);
        } finally {
            pool.shutdownNow();
            bench.closeOthers();
        }
        return failures;
    }

    /** Runs the cases in order: one that must run alone waits for those before it, and those after it wait for it. */
    private void play(List<Case> list, ExecutorService pool) throws Exception {
        List<Case> beside = new ArrayList<>();
        for (Case each : list) {
            if (each.alone()) {
                playAtOnce(beside, pool);
                beside.clear();
                record(each, fault(each));
            } else {
                beside.add(each);
            }
        }
        playAtOnce(beside, pool);
    }

    private void playAtOnce(List<Case> list, ExecutorService pool) throws Exception {
        List<Future<@Nullable Throwable>> faults = new ArrayList<>();
        for (Case each : list) {
            faults.add(pool.submit(() -> fault(each)));
        }
        for (int i = 0; i < faults.size(); i++) {
            record(list.get(i), faults.get(i).get());
        }
    }

    private static @Nullable Throwable fault(Case each) {
        try {
            each.script().play();
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }

    private void record(Case each, @Nullable Throwable fault) {
        cases++;
        if (fault != null) {
            add(each.name(), fault);
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
