package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock that a test moves. It starts just below the overflow of a nanosecond counter, as real counters may. */
final class VirtualTime implements Scheduler {

    private record Due(long at, Runnable task) {}

    private static final long START = Long.MAX_VALUE - Duration.ofMinutes(3).toNanos();

    private final List<Due> due = new ArrayList<>();
    private long now = START;
    private @Nullable Runnable interruption;
    private int callsLeft;

    @Override
    public long now() {
        if (interruption != null && --callsLeft == 0) {
            Runnable task = interruption;
            interruption = null;
            task.run();
        }
        return now;
    }

    /** Runs this the nth time from now that the time is read, as another thread might. */
    void interruptAt(int nth, Runnable task) {
        callsLeft = nth;
        interruption = task;
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        Due entry = new Due(now + nanos, task);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** Returns how much time has passed on this clock. */
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
