package io.busha.resourceserver.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a JVM spent CPU time, by what its flight recorder saw: the shares of the library's own methods, whatever they call
 * included, and of whatever of others they call. Not thread-safe.
 */
public final class Profile {

    private static final String OURS = "io.busha.resourceserver.";
    private static final String BENCHMARKS = OURS + "benchmarks.";
    private static final int ROWS = 45;

    private final Map<String, Integer> shares = new HashMap<>();
    private int samples;

    private Profile() {}

    /** What a recording says of all samples that have a frame of this class or package. */
    public static Profile of(Path recording, String root) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.CPUTimeSample") && event.getStackTrace() != null) {
                    profile.add(event.getStackTrace().getFrames(), root);
                }
            }
        }
        return profile;
    }

    private void add(List<RecordedFrame> stack, String root) {
        if (stack.stream().noneMatch(frame -> type(frame).startsWith(root))) {
            return;
        }
        samples++;
        Set<String> seen = new HashSet<>();
        String called = "";
        for (RecordedFrame frame : stack) {
            String name = type(frame) + "." + frame.getMethod().getName();
            boolean ours = name.startsWith(OURS) && !name.startsWith(BENCHMARKS);
            if (ours && !called.isEmpty()) {
                seen.add("  calls " + called);
            }
            if (ours && !name.contains("$$Lambda")) {
                seen.add(name.substring(OURS.length()));
            }
            called = ours || name.startsWith(BENCHMARKS) ? "" : name;
        }
        seen.forEach(name -> shares.merge(name, 1, Integer::sum));
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    /** The largest shares, as a table. */
    public List<String> lines() {
        Table table = new Table("where", "CPU time");
        shares.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(ROWS)
                .forEach(row -> table.add(
                        row.getKey(), String.format(Locale.ROOT, "%5.1f %%", 100.0 * row.getValue() / samples)));
        return table.lines();
    }

    /** How many samples there are: a share of few of them says little. */
    public int samples() {
        return samples;
    }
}
