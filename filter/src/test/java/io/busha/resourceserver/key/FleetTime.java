package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock for many instances: one queue of tasks, ordered by due time and then by submission. For one thread. */
final class FleetTime implements Scheduler {

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long asked;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        Due due = new Due(now + Math.max(nanos, 0), asked++, task);
        queue.add(due);
        return due::callOff;
    }

    void pass(Duration time) {
        long end = now + time.toNanos();
        for (Due first = queue.peek(); first != null && first.at <= end; first = queue.peek()) {
            queue.remove();
            now = first.at;
            first.run();
        }
        now = end;
    }

    /** A task and its due time. A cancelled task stays in the queue, because removing it would require a search. */
    private static final class Due implements Comparable<Due> {
        private final long at;
        private final long order;
        private @Nullable Runnable task;

        Due(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        void run() {
            if (task != null) {
                task.run();
            }
        }

        void callOff() {
            task = null;
        }

        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }
}
