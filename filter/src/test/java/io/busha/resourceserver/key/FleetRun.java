package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The requests of a fleet to its endpoint. Rates are multiples of the mean that the policy promises, and times are relative to
 * the event. Immutable.
 */
final class FleetRun {

    /** The size of the fleet that docs/keys.md describes. */
    static final int INSTANCES = 10_000;

    /** Four fifths of the five minutes for which a set is used. */
    static final Duration CYCLE = Duration.ofMinutes(4);

    /** The mean number of requests per second of such a fleet. */
    static final double MEAN = mean(INSTANCES);

    static final Duration ONE_SECOND = Arrivals.SECOND;
    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Arrivals arrivals;
    private final double mean;
    private final Duration happened;
    private final Duration took;
    private final Duration lasted;
    private final long refused;

    FleetRun(Fleet fleet, Duration happened, Duration took) {
        this.arrivals = fleet.endpoint().arrivals();
        this.mean = mean(fleet.size());
        this.happened = happened;
        this.took = took;
        this.lasted = fleet.now().minus(happened);
        this.refused = fleet.refused();
    }

    private static double mean(int instances) {
        return (double) instances / CYCLE.toSeconds();
    }

    /** Returns the mean number of requests per second of the fleet. */
    double mean() {
        return mean;
    }

    /** Returns how long it took until the last instance was healthy. */
    Duration took() {
        return took;
    }

    /** Returns how many tokens were not answered with their key. */
    long refused() {
        return refused;
    }

    double mean(Duration from, Duration to) {
        return arrivals.mean(happened.plus(from), happened.plus(to)) / mean;
    }

    double peak(Duration window, Duration from, Duration to) {
        return arrivals.peak(window, happened.plus(from), happened.plus(to)) / mean;
    }

    /** Returns the peak of a refresh cycle, from half a cycle before to half a cycle after its multiple of the cycle length. */
    double peakOfCycle(int number, Duration window) {
        Duration middle = CYCLE.multipliedBy(number);
        return peak(window, middle.minus(CYCLE.dividedBy(2)), middle.plus(CYCLE.dividedBy(2)));
    }

    /** Returns the time after which no ten seconds exceed this rate; empty if some of the last cycle still do. */
    Optional<Duration> calmAfter(double limit) {
        Duration calm = arrivals.calmSince(limit * mean, TEN_SECONDS, happened.plus(TEN_SECONDS), happened.plus(lasted))
                .minus(happened);
        return calm.compareTo(lasted.minus(CYCLE)) < 0 ? Optional.of(calm) : Optional.empty();
    }

    /** Returns the number of requests in each second between these two times. */
    double[] perSecond(Duration from, Duration to) {
        return LongStream.range(from.toSeconds(), to.toSeconds())
                .mapToObj(second -> happened.plus(Duration.ofSeconds(second)))
                .mapToDouble(second -> arrivals.mean(second, second.plus(ONE_SECOND)))
                .toArray();
    }
}
