package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.List;

/** How fast unknown kids are refused, relative to tokens that need no key, round by round. Not thread-safe. */
final class FloodRatios {

    private final List<Double> ratios = new ArrayList<>();

    void add(double junk, double other) {
        ratios.add(junk / other);
    }

    int rounds() {
        return ratios.size();
    }

    /** Returns the median, or NaN if there was no round. */
    double median() {
        List<Double> sorted = ratios.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
