package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.FleetRun.CYCLE;
import static io.busha.resourceserver.key.FleetRun.INSTANCES;
import static io.busha.resourceserver.key.FleetRun.ONE_SECOND;
import static io.busha.resourceserver.key.FleetRun.TEN_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Extent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The load that a fleet puts on one endpoint, with 2,500 instances, or with 10,000 in a full run; and that a fleet without jitter
 * and back-off puts on much more.
 */
class FleetTest {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration HALF_CYCLE = CYCLE.dividedBy(2);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration OUTAGE = Duration.ofMinutes(5);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LATENCIES = Duration.ofMillis(200);
    private static final int SIZE = Extent.of(INSTANCES / 4, INSTANCES);
    private static final FleetSimulation FLEETS = new FleetSimulation(SIZE);
    private static final int NARROW = SIZE / 20;
    /** Chance makes a small fleet deviate more from its mean. */
    private static final double CALM = Extent.of(170, 150) / 100.0;

    @Test
    void fetchesAreSpreadEvenlyInNormalOperation() {
        FleetRun run = FLEETS.steady(FleetKind.OURS, HALF_AN_HOUR);
        assertThat(run.mean(NOW, HALF_AN_HOUR)).isBetween(0.97, 1.03);
        assertThat(run.peak(TEN_SECONDS, NOW, HALF_AN_HOUR)).isLessThan(CALM);
        assertThat(run.peak(ONE_SECOND, NOW, HALF_AN_HOUR)).isLessThan(Extent.of(3, 2));
    }

    @Test
    void fetchesSpreadAgainAfterARestart() {
        FleetRun run = FLEETS.restart(FleetKind.OURS, Duration.ofMinutes(50));
        assertThat(run.mean(NOW, ONE_SECOND) * run.mean()).isBetween(0.99 * SIZE, 1.0 * SIZE);
        assertThat(run.peak(TEN_SECONDS, ONE_SECOND, HALF_CYCLE)).isZero();
        assertSpreading(run);
        assertThat(run.peakOfCycle(10, TEN_SECONDS)).isLessThan(CALM);
        assertThat(run.calmAfter(CALM))
                .hasValueSatisfying(calm -> assertThat(calm).isLessThan(Duration.ofMinutes(45)));
    }

    /** The first cycle spreads over 48 seconds, the next over twice that: peaks of 5 and 2.5 times the mean, plus chance. */
    private static void assertSpreading(FleetRun run) {
        assertThat(run.peakOfCycle(1, TEN_SECONDS)).isLessThan(6);
        assertThat(run.peakOfCycle(2, TEN_SECONDS)).isLessThan(3.2);
        assertThat(run.peakOfCycle(3, TEN_SECONDS)).isLessThan(2.3);
    }

    @Test
    void fetchesNeverSpreadWithoutJitter() {
        FleetRun run = FLEETS.restart(FleetKind.NAIVE, HALF_AN_HOUR);
        assertThat(run.peakOfCycle(1, ONE_SECOND)).isGreaterThan(200);
        assertThat(run.peakOfCycle(6, ONE_SECOND)).isGreaterThan(200);
        assertThat(run.calmAfter(CALM)).isEmpty();
    }

    @Test
    void fetchesOncePerInstanceForANewKey() {
        FleetRun run = FLEETS.rotation(FleetKind.OURS, NOW);
        assertThat(run.refused()).isZero();
        Duration first = FleetSimulation.TOKENS;
        double onceEach = SIZE / run.mean() / first.toSeconds();
        assertThat(run.mean(NOW, first)).isBetween(0.9 * onceEach, onceEach + 1.2);
        assertThat(run.peak(TEN_SECONDS, first, HALF_CYCLE)).isLessThan(CALM);
        assertThat(run.peakOfCycle(1, TEN_SECONDS)).isLessThan(CALM);
    }

    @Test
    void keyPublishedAheadCausesNoExtraFetches() {
        FleetRun run = FLEETS.rotation(FleetKind.OURS, KeyPolicy.DEFAULT.cachedFor());
        assertThat(run.refused()).isZero();
        assertThat(run.peak(TEN_SECONDS, NOW, CYCLE)).isLessThan(CALM);
    }

    @Test
    void backsOffInAnOutageAndRecoversWithoutAPeak() {
        FleetRun run = FLEETS.outage(FleetKind.OURS, OUTAGE, FleetSimulation.NO_LIMIT, CYCLE.multipliedBy(4));
        assertThat(run.peak(TEN_SECONDS, OUTAGE.negated(), NOW)).isLessThan(25);
        assertThat(run.peak(TEN_SECONDS, NOW, HALF_CYCLE)).isLessThan(20);
        assertThat(run.took()).isLessThanOrEqualTo(KeyPolicy.DEFAULT.retryCap().plus(LATENCIES));
        assertSpreading(run);
    }

    @Test
    void spreadsRetriesOfAFleetThatStartsInAnOutage() {
        FleetRun run = FLEETS.restartInOutage(FleetKind.OURS, MINUTE, NARROW, CYCLE);
        assertThat(run.peak(ONE_SECOND, HALF_A_MINUTE.negated(), NOW)).isLessThan(40);
        assertThat(run.peak(ONE_SECOND, NOW, HALF_CYCLE)).isLessThan(25);
        assertThat(run.took()).isLessThan(MINUTE);
    }

    @Test
    void retriesWithoutBackOffCauseLastingPeaks() {
        FleetRun run = FLEETS.outage(FleetKind.NAIVE, MINUTE, FleetSimulation.NO_LIMIT, CYCLE.multipliedBy(2));
        assertThat(run.peak(TEN_SECONDS, MINUTE.negated(), NOW)).isGreaterThan(40);
        assertThat(run.peak(ONE_SECOND, NOW, HALF_CYCLE)).isGreaterThan(40);
        assertThat(run.peakOfCycle(1, ONE_SECOND)).isGreaterThan(40);
    }

    @Test
    void simulationIsReproducible() {
        FleetRun run = FLEETS.restart(FleetKind.OURS, CYCLE.multipliedBy(2));
        FleetRun again = FLEETS.restart(FleetKind.OURS, CYCLE.multipliedBy(2));
        assertThat(run.perSecond(NOW, CYCLE.multipliedBy(2))).isEqualTo(again.perSecond(NOW, CYCLE.multipliedBy(2)));
    }
}
