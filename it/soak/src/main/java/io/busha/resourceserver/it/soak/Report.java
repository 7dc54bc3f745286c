package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What has come of it so far.
 *
 * @param progress all of it in one line
 * @param table all of it, a line each
 * @param shortfalls what there was too little of, or too much
 */
record Report(String progress, List<String> table, List<String> shortfalls) {

    static final Set<Fault> FAULTS = EnumSet.complementOf(EnumSet.of(Fault.NONE));

    private static final double MIN_RATIO = 0.5;
    private static final int MAX_THREADS = 64;

    /** The data of a report. */
    record Sources(
            Tally tally, Rotations rotations, IssuerStory story, FloodRatios ratios, Lives lives, Stalls stalls) {}

    static Report of(Sources from, Length length, Duration lasted) {
        return new Report(progress(from, lasted), table(from, lasted), shortfalls(from, length));
    }

    private static String progress(Sources from, Duration lasted) {
        return "%5d s: %d requests judged, %d wrong; %d rotations, %d of %d faults, %d fetches of keys"
                .formatted(
                        lasted.toSeconds(),
                        from.tally.all(),
                        from.tally.wrong(),
                        from.rotations.all(),
                        FAULTS.stream()
                                .filter(fault -> from.story.hits(fault) > 0)
                                .count(),
                        FAULTS.size(),
                        from.story.fetches().all());
    }

    private static List<String> table(Sources from, Duration lasted) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lines.add(line("requests: " + kind.label(), from.tally.of(kind)));
        }
        lines.add(line("requests in all", from.tally.all()));
        for (Finding finding : Finding.values()) {
            lines.add(line("judged: " + finding.label(), from.tally.of(finding)));
        }
        lines.add(line("rotations: all", from.rotations.all()));
        lines.add(line("rotations: prompt, in healthy times", from.rotations.prompt()));
        lines.add(line("rotations: under a kid flood or right after", from.rotations.flooded()));
        lines.add(line("rotations: longest until let in, under a flood", time(from.rotations.longestUnderFlood())));
        for (Fault fault : FAULTS) {
            lines.add(line("fetches hit by " + fault, from.story.hits(fault)));
        }
        lines.add(line("redeploys: all", from.lives.redeploys()));
        lines.add(line("redeploys: in the middle of a fetch", from.lives.inFetches()));
        lines.add(line("redeploys: restarts in an outage", from.lives.inOutages()));
        lines.add(line("redeploys: kept keys outlasted by an outage", from.lives.outlasted()));
        lines.add(line("phases with a registry and log handler that block", from.lives.blockedPhases()));
        lines.add(line("threads of guards at once, at most", from.lives.maxThreads()));
        int fetches = from.story.fetches().all();
        lines.add(line("fetches of keys", fetches + decimal(" (%.1f a minute)", fetches * 60e3 / lasted.toMillis())));
        lines.add(line("longest wait: known key, or none needed", time(from.tally.longestOfKnown())));
        lines.add(line("longest wait: others", time(from.tally.longestOfOthers())));
        lines.add(line("longest stall of this machine", time(from.stalls.longest())));
        lines.add(line("flood.junk-kid.over_other_refused", decimal("%.3f", from.ratios.median())));
        return lines;
    }

    private static List<String> shortfalls(Sources from, Length length) {
        List<String> lines = new ArrayList<>();
        if (from.rotations.prompt() < length.rotations()) {
            lines.add("fewer than " + length.rotations() + " prompt rotations in healthy times");
        }
        if (from.rotations.flooded() == 0) {
            lines.add("no rotation under a kid flood");
        }
        for (Fault fault : FAULTS) {
            if (from.story.hits(fault) < length.hitsOfEachFault()) {
                lines.add(fault + " has hit fewer than " + length.hitsOfEachFault() + " fetches");
            }
        }
        for (Kind kind : Kind.values()) {
            if (from.tally.of(kind) == 0) {
                lines.add("no request of the kind: " + kind.label());
            }
        }
        addOfLives(lines, from.lives, length);
        if (from.ratios.rounds() < length.floodRounds()) {
            lines.add("fewer than " + length.floodRounds() + " rounds of floods");
        } else if (from.ratios.median() < MIN_RATIO) {
            lines.add("junk kids are refused at less than half the rate of other tokens");
        }
        return lines;
    }

    private static void addOfLives(List<String> lines, Lives lives, Length length) {
        int healthy = lives.redeploys() - lives.inOutages();
        require(lines, healthy, length.redeploys(), "redeploys while the issuer was well");
        require(lines, lives.inFetches(), length.redeploys(), "redeploys in the middle of a fetch");
        require(lines, lives.inOutages(), length.redeploys(), "restarts in an outage");
        require(lines, lives.outlasted(), 1, "restarts with keys that became too old");
        require(lines, lives.blockedPhases(), length.redeploys(), "phases with a registry and log handler that block");
        if (lives.maxThreads() >= MAX_THREADS) {
            lines.add(MAX_THREADS + " or more threads of guards at once");
        }
    }

    private static void require(List<String> lines, int seen, int least, String what) {
        if (seen < least) {
            lines.add("fewer than " + least + " " + what);
        }
    }

    private static String line(String what, Object value) {
        return String.format(Locale.ROOT, "%-52s %s", what, value);
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String time(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
