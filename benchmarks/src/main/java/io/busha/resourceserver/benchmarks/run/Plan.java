package io.busha.resourceserver.benchmarks.run;

import org.openjdk.jmh.runner.options.TimeValue;

/** How much is measured: repetitions, duration, and numbers of tokens and requests. */
record Plan(
        int forks,
        int rounds,
        int roundsOfOthers,
        int warmUps,
        TimeValue warmUp,
        TimeValue measurement,
        int tokens,
        int httpRounds,
        int requests,
        int coldRequests) {

    /** Runs everything once, too briefly to be meaningful, and without separate JVMs for benchmarks. */
    static Plan smoke() {
        return new Plan(0, 1, 1, 1, TimeValue.milliseconds(10), TimeValue.milliseconds(50), 64, 1, 200, 200);
    }

    /** Measures only what is promised. */
    static Plan quick() {
        return new Plan(
                1, 25, 0, 6, TimeValue.milliseconds(3500), TimeValue.milliseconds(250), 1024, 11, 12_000, 1_600);
    }

    /** Measures what is promised longer and more often, and everything else. */
    static Plan full() {
        return new Plan(
                1, 51, 15, 8, TimeValue.milliseconds(4000), TimeValue.milliseconds(500), 1024, 21, 20_000, 6_000);
    }

    Plan withRounds(int number) {
        return new Plan(
                forks,
                number,
                Math.min(number, roundsOfOthers),
                warmUps,
                warmUp,
                measurement,
                tokens,
                Math.min(number, httpRounds),
                requests,
                coldRequests);
    }

    /** Returns the number of warm-up rounds of whole requests. */
    int warmUpRounds() {
        return 5;
    }

    /** Returns the number of tokens that are sent only once. */
    int once() {
        return (httpRounds + warmUpRounds()) * coldRequests;
    }
}
