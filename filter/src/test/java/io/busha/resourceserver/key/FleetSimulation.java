package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.FleetRun.CYCLE;

import java.time.Duration;

/** What can happen to fleets of one size. Equal seeds give equal runs. */
final class FleetSimulation {

    static final int NO_LIMIT = Integer.MAX_VALUE;

    /** How long instances receive tokens of a new key: long enough for each to receive one. */
    static final Duration TOKENS = Duration.ofSeconds(20);

    private static final long SEED = 20_261_121;
    private static final Duration ROLLING = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMillis(100);

    private final int instances;

    /** Creates simulations of fleets with this many instances. */
    FleetSimulation(int instances) {
        this.instances = instances;
    }

    /** Starts instances one by one over an hour and then lets them run. */
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

    /** Starts all instances within one second. */
    FleetRun restart(FleetKind kind, Duration lasting) {
        Fleet fleet = new Fleet(kind, instances, SEED);
        fleet.start(Arrivals.SECOND);
        fleet.pass(lasting);
        return new FleetRun(fleet, Duration.ZERO, Duration.ZERO);
    }

    /** Publishes a new key this long before it signs; then each instance receives a token of it about once a second. */
    FleetRun rotation(FleetKind kind, Duration publishedAhead) {
        Fleet fleet = started(kind);
        fleet.endpoint().publish(FleetKeys.AFTER);
        fleet.pass(publishedAhead);
        Duration signs = fleet.now();
        fleet.sendTokens(FleetKeys.NEW_KID, TOKENS);
        fleet.pass(CYCLE.plus(CYCLE.dividedBy(2)));
        return new FleetRun(fleet, signs, Duration.ZERO);
    }

    /** Starts all instances within one second while every fetch fails, then ends the outage. */
    FleetRun restartInOutage(FleetKind kind, Duration outage, int maxPerSecond, Duration lasting) {
        Fleet fleet = new Fleet(kind, instances, SEED);
        fleet.start(Arrivals.SECOND);
        return outage(fleet, outage, maxPerSecond, lasting);
    }

    /** Fails every fetch for this time and then lets this many per second succeed. Time zero is the recovery. */
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
