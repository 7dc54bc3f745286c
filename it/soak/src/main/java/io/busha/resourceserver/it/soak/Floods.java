package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.List;

/** When unknown kids came in floods, which use up what fetches they may cause. Not thread-safe. */
final class Floods {

    private final List<long[]> floods = new ArrayList<>();

    void begin(long at) {
        floods.add(new long[] {at, KeyStory.NEVER});
    }

    void end(long at) {
        floods.get(floods.size() - 1)[1] = at;
    }

    /** Whether one was on at any moment of this time. */
    boolean wereOn(long from, long to) {
        return floods.stream().anyMatch(flood -> flood[0] <= to && flood[1] >= from);
    }
}
