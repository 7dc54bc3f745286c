package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves. Starts just below the overflow of a nanosecond counter, where real ones may be too. */
final class VirtualTime implements Alarm {

    private record Due(long at, Runnable task) {}

    private static final long START = Long.MAX_VALUE - Duration.ofMinutes(3).toNanos();

    private final List<Due> due = new ArrayList<>();
    private long now = START;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        Due entry = new Due(now + nanos, task);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** How long this clock has run. */
    Duration elapsed() {
        return Duration.ofNanos(now - START);
    }

    int pending() {
        return due.size();
    }

    void pass(Duration time) {
        long end = now + time.toNanos();
        for (List<Due> ready = readyBy(end); !ready.isEmpty(); ready = readyBy(end)) {
            Due first = ready.get(0);
            due.remove(first);
            now = first.at;
            first.task.run();
        }
        now = end;
    }

    private List<Due> readyBy(long end) {
        return due.stream()
                .filter(entry -> entry.at - end <= 0)
                .sorted(Comparator.comparingLong(entry -> entry.at - end))
                .toList();
    }
}
