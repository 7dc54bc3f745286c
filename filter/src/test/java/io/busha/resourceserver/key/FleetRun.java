package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a fleet did to its endpoint. Rates are multiples of the mean that the policy promises, and times are counted from
 * what happened. Immutable.
 */
final class FleetRun {

    /** The size of the fleet that docs/keys.md tells of. */
    static final int INSTANCES = 10_000;

    /** Four fifths of the five minutes that a set is used. */
    static final Duration CYCLE = Duration.ofMinutes(4);

    /** How many requests a second such a fleet makes in the mean. */
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

    /** How many requests a second the fleet makes in the mean. */
    double mean() {
        return mean;
    }

    /** How long it took until the last instance was well. */
    Duration took() {
        return took;
    }

    /** How many tokens got another answer than their key. */
    long refused() {
        return refused;
    }

    double mean(Duration from, Duration to) {
        return arrivals.mean(happened.plus(from), happened.plus(to)) / mean;
    }

    double peak(Duration window, Duration from, Duration to) {
        return arrivals.peak(window, happened.plus(from), happened.plus(to)) / mean;
    }

    /** The peak of a refresh cycle: from half a cycle before until half a cycle after so many times its length. */
    double peakOfCycle(int number, Duration window) {
        Duration middle = CYCLE.multipliedBy(number);
        return peak(window, middle.minus(CYCLE.dividedBy(2)), middle.plus(CYCLE.dividedBy(2)));
    }

    /** After how long no ten seconds are above this any more; empty if some of the last cycle still are. */
    Optional<Duration> calmAfter(double limit) {
        Duration calm = arrivals.calmSince(limit * mean, TEN_SECONDS, happened.plus(TEN_SECONDS), happened.plus(lasted))
                .minus(happened);
        return calm.compareTo(lasted.minus(CYCLE)) < 0 ? Optional.of(calm) : Optional.empty();
    }

    /** The requests of each second between these two moments. */
    double[] perSecond(Duration from, Duration to) {
        return LongStream.range(from.toSeconds(), to.toSeconds())
                .mapToObj(second -> happened.plus(Duration.ofSeconds(second)))
                .mapToDouble(second -> arrivals.mean(second, second.plus(ONE_SECOND)))
                .toArray();
    }
}
