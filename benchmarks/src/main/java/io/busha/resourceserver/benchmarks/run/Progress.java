package io.busha.resourceserver.benchmarks.run;

import java.time.Duration;
import java.util.Locale;

/** Prints a line for every finished run: how much is left, and when it will be done. Thread-safe. */
final class Progress {

    private final long start = System.nanoTime();
    private final int steps;
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    synchronized void step(String round, String name) {
        done++;
        Duration left = Duration.ofNanos((System.nanoTime() - start) / done * (steps - done));
        System.out.printf(
                Locale.ROOT,
                "%4d/%d  %-10s %-24s %d:%02d left%n",
                done,
                steps,
                round,
                name,
                left.toMinutes(),
                left.toSecondsPart());
    }
}
