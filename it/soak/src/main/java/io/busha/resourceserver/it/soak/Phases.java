package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.List;

/** Periods of a recurring state, such as a flood of unknown kids, which uses up their fetch budget. Not thread-safe. */
final class Phases {

    private final List<long[]> phases = new ArrayList<>();

    void begin(long at) {
        phases.add(new long[] {at, KeyStory.NEVER});
    }

    void end(long at) {
        phases.get(phases.size() - 1)[1] = at;
    }

    /** Returns whether one period covers the whole time. */
    boolean covered(long from, long to) {
        return phases.stream().anyMatch(phase -> phase[0] < from && phase[1] > to);
    }

    /** Returns whether a period overlaps this time. */
    boolean wereOn(long from, long to) {
        return phases.stream().anyMatch(phase -> phase[0] <= to && phase[1] >= from);
    }
}
