package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.FleetRun.INSTANCES;
import static io.busha.resourceserver.key.FleetRun.MEAN;
import static io.busha.resourceserver.key.FleetRun.ONE_SECOND;
import static io.busha.resourceserver.key.FleetRun.TEN_SECONDS;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** A table in Markdown: the event, the fleet and the result. Not thread-safe. */
final class FleetTable {

    private final StringBuilder text = new StringBuilder(String.format(
            Locale.ROOT,
            "%,d instances; 1 is their mean of %.1f requests a second. Peaks are those of the busiest ten seconds, and in"
                    + " brackets of the busiest second.%n%n"
                    + "| what happens | ours | without jitter and back-off | why |%n|---|---|---|---|%n",
            INSTANCES,
            MEAN));

    void row(String what, FleetRuns runs, Function<FleetRun, String> cell, String why) {
        text.append(
                String.format("| %s | %s | %s | %s |%n", what, cell.apply(runs.ours()), cell.apply(runs.naive()), why));
    }

    void peaks(String what, FleetRuns runs, Duration from, Duration to, String why) {
        row(what, runs, run -> peaks(run.peak(TEN_SECONDS, from, to), run.peak(ONE_SECOND, from, to)), why);
    }

    void cycle(String what, int number, FleetRuns runs, String why) {
        row(
                what + ": cycle " + number,
                runs,
                run -> peaks(run.peakOfCycle(number, TEN_SECONDS), run.peakOfCycle(number, ONE_SECOND)),
                why);
    }

    private static String peaks(double tenSeconds, double second) {
        return number(tenSeconds) + " (" + number(second) + ")";
    }

    static String number(double multiple) {
        return String.format(Locale.ROOT, multiple < 10 ? "%.1f" : "%.0f", multiple);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
