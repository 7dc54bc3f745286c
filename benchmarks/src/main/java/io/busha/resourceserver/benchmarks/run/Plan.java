package io.busha.resourceserver.benchmarks.run;

import org.openjdk.jmh.runner.options.TimeValue;

/** How much is measured, and of rivals that trail in the first rounds how much less: how often, how long, with how many tokens and requests. */
record Plan(
        int forks,
        int rounds,
        int roundsOfSlowRivals,
        int roundsOfOthers,
        TimeValue warmUp,
        TimeValue measurement,
        int tokens,
        int requests,
        int coldRequests) {

    /** Everything once, too short to mean anything, and without JVMs of their own for the benchmarks. */
    static Plan smoke() {
        return new Plan(0, 1, 1, 1, TimeValue.milliseconds(10), TimeValue.milliseconds(50), 64, 200, 200);
    }

    /** Only what is promised. */
    static Plan quick() {
        return new Plan(1, 7, 2, 0, TimeValue.milliseconds(3000), TimeValue.milliseconds(800), 1024, 12_000, 4_000);
    }

    /** What is promised, longer and more often, and everything else a few times. */
    static Plan full() {
        return new Plan(1, 11, 11, 3, TimeValue.milliseconds(4000), TimeValue.milliseconds(2000), 1024, 20_000, 6_000);
    }

    Plan withRounds(int number) {
        return new Plan(
                forks,
                number,
                roundsOfSlowRivals,
                Math.min(number, roundsOfOthers),
                warmUp,
                measurement,
                tokens,
                requests,
                coldRequests);
    }

    /** Before whole requests count, this many rounds of them go by. */
    int warmUpRounds() {
        return 5;
    }

    /** How many tokens are sent a single time. */
    int once() {
        return (rounds + warmUpRounds()) * coldRequests;
    }
}
