package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.FleetRun.CYCLE;

import java.time.Duration;

/** What may happen to fleets of one size. The same seeds give the same run. */
final class FleetSimulation {

    static final int NO_LIMIT = Integer.MAX_VALUE;

    /** How long an instance gets tokens of a new key: long enough that each gets one. */
    static final Duration TOKENS = Duration.ofSeconds(20);

    private static final long SEED = 20_261_121;
    private static final Duration ROLLING = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMillis(100);

    private final int instances;

    /** Fleets of that many instances. */
    FleetSimulation(int instances) {
        this.instances = instances;
    }

    /** Instances that were started one by one over an hour, then left alone. */
    FleetRun steady(FleetKind kind, Duration lasting) {
        Fleet fleet = started(kind);
        Duration begun = fleet.now();
        fleet.pass(lasting);
        return new FleetRun(fleet, begun, Duration.ZERO);
    }

    private Fleet started(FleetKind kind) {
        Fleet fleet = new Fleet(kind, instances, SEED);
        fleet.start(ROLLING);
        fleet.pass(ROLLING.plus(CYCLE));
        return fleet;
    }

    /** All instances start within one second. */
    FleetRun restart(FleetKind kind, Duration lasting) {
        Fleet fleet = new Fleet(kind, instances, SEED);
        fleet.start(Arrivals.SECOND);
        fleet.pass(lasting);
        return new FleetRun(fleet, Duration.ZERO, Duration.ZERO);
    }

    /** A new key, published so long before it signs; then each instance gets a token of it about once a second. */
    FleetRun rotation(FleetKind kind, Duration publishedAhead) {
        Fleet fleet = started(kind);
        fleet.endpoint().publish(FleetKeys.AFTER);
        fleet.pass(publishedAhead);
        Duration signs = fleet.now();
        fleet.sendTokens(FleetKeys.NEW_KID, TOKENS);
        fleet.pass(CYCLE.plus(CYCLE.dividedBy(2)));
        return new FleetRun(fleet, signs, Duration.ZERO);
    }

    /** All instances start within one second while every fetch fails; then as after any outage. */
    FleetRun restartInOutage(FleetKind kind, Duration outage, int maxPerSecond, Duration lasting) {
        Fleet fleet = new Fleet(kind, instances, SEED);
        fleet.start(Arrivals.SECOND);
        return outage(fleet, outage, maxPerSecond, lasting);
    }

    /** Every fetch fails for some time; then so many of them succeed in a second. What happened is the recovery. */
    FleetRun outage(FleetKind kind, Duration outage, int maxPerSecond, Duration lasting) {
        return outage(started(kind), outage, maxPerSecond, lasting);
    }

    private FleetRun outage(Fleet fleet, Duration outage, int maxPerSecond, Duration lasting) {
        fleet.endpoint().goDown();
        fleet.pass(outage);
        fleet.endpoint().comeUp(maxPerSecond);
        Duration recovery = fleet.now();
        while (fleet.isFailing()) {
            fleet.pass(STEP);
        }
        Duration took = fleet.now().minus(recovery);
        fleet.pass(lasting.minus(took));
        return new FleetRun(fleet, recovery, took);
    }
}
