package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Arrays;

/** The number of requests in each tenth of a second. All rates are per second. Not thread-safe. */
final class Arrivals {

    static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration TENTH = Duration.ofMillis(100);

    private int[] counts = new int[1024];

    void add(long nanos) {
        int tenth = Math.toIntExact(nanos / TENTH.toNanos());
        if (tenth >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * tenth);
        }
        counts[tenth]++;
    }

    double mean(Duration from, Duration to) {
        long sum = 0;
        for (int i = tenths(from); i < tenths(to); i++) {
            sum += count(i);
        }
        return perSecond(sum, to.minus(from));
    }

    /** Returns the rate of the busiest window between these two times. */
    double peak(Duration window, Duration from, Duration to) {
        int first = tenths(from);
        int width = tenths(window);
        long sum = 0;
        long most = 0;
        for (int i = first; i < tenths(to); i++) {
            sum += count(i) - (i - width < first ? 0 : count(i - width));
            most = Math.max(most, sum);
        }
        return perSecond(most, window);
    }

    /** Returns the end of the last window whose rate is above the limit, or the end of the period if there is none. */
    Duration calmSince(double limit, Duration window, Duration from, Duration to) {
        Duration end = to;
        while (end.compareTo(from) > 0 && mean(end.minus(window), end) <= limit) {
            end = end.minus(TENTH);
        }
        return end;
    }

    private int count(int tenth) {
        return tenth < counts.length ? counts[tenth] : 0;
    }

    private static int tenths(Duration time) {
        return Math.toIntExact(time.toMillis() / TENTH.toMillis());
    }

    private static double perSecond(long count, Duration time) {
        return count * 1e9 / time.toNanos();
    }
}
