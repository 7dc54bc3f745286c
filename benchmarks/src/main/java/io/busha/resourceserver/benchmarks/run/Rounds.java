package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.report.Scores;
import io.busha.resourceserver.benchmarks.report.Scores.Score;
import io.busha.resourceserver.benchmarks.report.Targets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs benchmarks round by round, every other round backwards: what slows the machine down for a while meets both sides of a
 * ratio. Not thread-safe.
 */
final class Rounds {

    private final Catalogue catalogue;
    private final Plan plan;
    private final JmhRun jmh;
    private final List<String> failures = new ArrayList<>();

    Rounds(Catalogue catalogue, Plan plan, JmhRun jmh) {
        this.catalogue = catalogue;
        this.plan = plan;
        this.jmh = jmh;
    }

    void run(Scores scores) {
        List<Case> promised = catalogue.promised();
        List<Case> others = catalogue.others();
        int spared = Math.max(0, plan.rounds() - plan.roundsOfSlowRivals()) * Targets.mostNeededNoMore();
        Progress progress =
                new Progress(plan.rounds() * promised.size() - spared + plan.roundsOfOthers() * others.size());
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Case> cases = new ArrayList<>(promised);
            if (round > plan.roundsOfSlowRivals()) {
                cases.removeIf(benchmark -> Targets.isNeededNoMore(benchmark.name(), scores));
            }
            if (round <= plan.roundsOfOthers()) {
                cases.addAll(others);
            }
            if (round % 2 == 0) {
                Collections.reverse(cases);
            }
            for (Case benchmark : cases) {
                run(benchmark, round, scores, progress);
            }
        }
    }

    private void run(Case benchmark, int round, Scores scores, Progress progress) {
        try {
            Score score = jmh.run(benchmark);
            scores.add(benchmark.name(), round, score);
            progress.step(round, benchmark.name(), text(score));
        } catch (RunnerException e) {
            failures.add(benchmark.name() + " in round " + round);
            progress.step(round, benchmark.name(), "failed");
        }
    }

    private static String text(Score score) {
        return String.format(
                Locale.ROOT,
                "%9.3f µs %,10.0f bytes",
                score.nanos() / 1000,
                score.bytes().orElse(Double.NaN));
    }

    /** What did not run as it should have. */
    List<String> failures() {
        return failures;
    }
}
