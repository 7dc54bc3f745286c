package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.report.Scores;
import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs benchmarks round by round, every other round backwards: what slows the machine down for a while meets both sides of a
 * ratio. Each has a JVM of its own, which stays. Not thread-safe.
 */
final class Rounds {

    /** The number of JVMs that fit into the memory of a small machine. */
    private static final int MAX_AT_ONCE = 28;

    private final Catalogue catalogue;
    private final Plan plan;
    private final JmhRun jmh;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();

    Rounds(Catalogue catalogue, Plan plan, JmhRun jmh) {
        this.catalogue = catalogue;
        this.plan = plan;
        this.jmh = jmh;
        this.progress = new Progress(turns(catalogue.promised(), plan.rounds())
                + turns(plan.roundsOfOthers() == 0 ? List.of() : catalogue.others(), plan.roundsOfOthers()));
    }

    private int turns(List<Case> cases, int rounds) {
        return cases.size() * (plan.forks() == 0 ? 1 : plan.warmUps() + rounds);
    }

    void run(Scores scores) throws IOException {
        run(catalogue.promised(), plan.rounds(), scores);
        if (plan.roundsOfOthers() > 0) {
            run(catalogue.others(), plan.roundsOfOthers(), scores);
        }
    }

    private void run(List<Case> cases, int rounds, Scores scores) throws IOException {
        if (plan.forks() == 0) {
            for (Case benchmark : cases) {
                add(benchmark, CompletableFuture.supplyAsync(() -> jmh.run(benchmark, rounds), Runnable::run), scores);
                progress.step("once", benchmark.name());
            }
            return;
        }
        for (int from = 0; from < cases.size(); from += MAX_AT_ONCE) {
            runInTurns(cases.subList(from, Math.min(cases.size(), from + MAX_AT_ONCE)), rounds, scores);
        }
    }

    private void runInTurns(List<Case> cases, int rounds, Scores scores) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Turns turns = Turns.of(cases.stream().map(Case::name).toList())) {
            Map<Case, CompletableFuture<List<Score>>> running = new LinkedHashMap<>();
            for (Case benchmark : cases) {
                running.put(
                        benchmark,
                        CompletableFuture.supplyAsync(() -> jmh.runInTurns(benchmark, rounds, turns.port()), threads)
                                .whenComplete((result, failure) -> turns.leave(benchmark.name())));
            }
            cases.forEach(benchmark -> turns.await(benchmark.name()));
            for (int turn = 1; turn <= plan.warmUps(); turn++) {
                warmUp(turns, turn, cases);
            }
            for (int round = 1; round <= rounds; round++) {
                measure(turns, round, cases);
            }
            running.forEach((benchmark, result) -> add(benchmark, result, scores));
        } finally {
            threads.shutdown();
        }
    }

    /** Runs two at a time: nothing is measured, and no benchmark waits for the compiler of another. */
    private void warmUp(Turns turns, int turn, List<Case> cases) {
        for (int i = 0; i < cases.size(); i += 2) {
            List<Case> both = cases.subList(i, Math.min(cases.size(), i + 2));
            both.stream()
                    .map(one -> CompletableFuture.runAsync(() -> give(turns, "warm-up " + turn, one)))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private void measure(Turns turns, int round, List<Case> cases) {
        List<Case> order = new ArrayList<>(cases);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        order.forEach(one -> give(turns, "round " + round, one));
    }

    private void give(Turns turns, String round, Case benchmark) {
        turns.give(benchmark.name());
        progress.step(round, benchmark.name());
    }

    private void add(Case benchmark, CompletableFuture<List<Score>> result, Scores scores) {
        try {
            int round = 0;
            for (Score score : result.join()) {
                scores.add(benchmark.name(), ++round, score);
            }
        } catch (CompletionException e) {
            System.err.println(benchmark.name() + ": " + e.getCause());
            failures.add(benchmark.name());
        }
    }

    /** Returns what did not run correctly. */
    List<String> failures() {
        return failures;
    }
}
