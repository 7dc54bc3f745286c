package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.FleetRun.CYCLE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Prints what fleets do to their endpoint as a table and draws it into the named file. */
final class FleetReport {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration ALWAYS = Duration.ofMinutes(90);
    private static final Duration STEADY = Duration.ofHours(1);
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration SHORT_OUTAGE = Duration.ofMinutes(2);
    private static final Duration LAST_MINUTE = Duration.ofMinutes(-1);
    private static final Duration LAST = Duration.ofMinutes(-2);
    private static final String LONGEST = "the longest pause, and the latency";
    private static final FleetSimulation FLEETS = new FleetSimulation(FleetRun.INSTANCES);
    private static final int CAPACITY = 500;
    private static final double CALM = 1.5;

    private final FleetTable table = new FleetTable();

    private FleetReport() {}

    public static void main(String[] args) throws IOException {
        FleetReport report = new FleetReport();
        report.steady();
        FleetRuns restart = report.restart();
        report.rotation();
        FleetRuns outage = report.outage();
        report.narrowRecovery();
        report.restartInOutage();
        System.out.print(report.table);
        FleetPlot.draw(restart, outage, OUTAGE, Path.of(args[0]));
    }

    private void steady() {
        FleetRuns runs = FleetRuns.of(kind -> FLEETS.steady(kind, STEADY));
        String why = "chance: arrivals scatter like a Poisson count, 42 a second by 6.5, 417 in ten seconds by 20";
        table.peaks("undisturbed, the busiest of an hour", runs, NOW, STEADY, why);
    }

    private FleetRuns restart() {
        FleetRuns runs = FleetRuns.of(kind -> FLEETS.restart(kind, ALWAYS));
        table.peaks("restart of all within a second", runs, NOW, CYCLE.dividedBy(2), "each needs its keys at once");
        cycles("restart", runs, "the period of each is its own, up to 10 % from the mean: all come within 48 s");
        return runs;
    }

    private void cycles(String what, FleetRuns runs, String first) {
        table.cycle(what, 1, runs, first);
        table.cycle(what, 2, runs, "within 96 s");
        table.cycle(what, 3, runs, "within 144 s");
        table.cycle(what, 5, runs, "its last meet the first of the sixth");
        table.cycle(what, 10, runs, "always two cycles at once, which evens them out");
        String why = "without jitter nothing ever moves them apart";
        table.row(what + ": below " + CALM + " for good after", runs, FleetReport::minutes, why);
    }

    private static String minutes(FleetRun run) {
        return run.calmAfter(CALM).map(calm -> calm.toMinutes() + " min").orElse("never");
    }

    private void rotation() {
        FleetRuns runs = FleetRuns.of(kind -> FLEETS.rotation(kind, NOW));
        String first = "each fetches once, at its first token of the new key; it gets one about once a second";
        table.peaks("rotation, the new key signs at once", runs, NOW, CYCLE.dividedBy(2), first);
        String echo = "no echo: a fetch that a token causes leaves the schedule as it is";
        table.cycle("rotation, the new key signs at once", 1, runs, echo);
        FleetRuns ahead = FleetRuns.of(kind -> FLEETS.rotation(kind, KeyPolicy.DEFAULT.cachedFor()));
        String what = "rotation, the new key is published 5 min before it signs";
        table.peaks(what, ahead, NOW, CYCLE, "every instance has it by then");
    }

    private FleetRuns outage() {
        FleetRuns runs = FleetRuns.of(kind -> outage(kind, FleetSimulation.NO_LIMIT, ALWAYS));
        table.peaks("outage of 10 min: most while it lasts", runs, OUTAGE.negated(), NOW, "first attempts are closer");
        String pause = "the pause is anything up to 30 s, so 15 s in the mean; against one second";
        table.row("outage: mean of its last 2 min", runs, run -> FleetTable.number(run.mean(LAST, NOW)), pause);
        recovery("outage", runs, "nobody comes sooner than in the outage: its rate only falls", LONGEST);
        cycles("outage", runs, "all come back within 30 s, which is almost a restart");
        return runs;
    }

    private static FleetRun outage(FleetKind kind, int maxPerSecond, Duration lasting) {
        return FLEETS.outage(kind, OUTAGE, maxPerSecond, lasting);
    }

    private void recovery(String what, FleetRuns runs, String why, String longest) {
        table.peaks(what + ": at its end", runs, NOW, CYCLE.dividedBy(2), why);
        table.row(what + ": the last has recovered after", runs, run -> FleetTable.seconds(run.took()), longest);
    }

    private void narrowRecovery() {
        FleetRuns runs = FleetRuns.of(kind -> outage(kind, CAPACITY, CYCLE));
        String why = "`Retry-After: 5` is added to a pause that chance spreads, or to one that is the same for all";
        recovery(
                "outage, then 500 a second are served and 429 beyond",
                runs,
                why,
                "an instance that is refused pauses once more, and 5 s");
    }

    private void restartInOutage() {
        FleetRuns runs =
                FleetRuns.of(kind -> FLEETS.restartInOutage(kind, SHORT_OUTAGE, FleetSimulation.NO_LIMIT, CYCLE));
        String what = "restart in an outage of 2 min";
        table.peaks(what + ": its last minute", runs, LAST_MINUTE, NOW, "random pauses have moved them apart by then");
        recovery(what, runs, "as after any outage", LONGEST);
    }
}
