package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.IssuerEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer's log tells: which key was known when, when it was in order, and what it answered. It forgets fetches
 * after a minute, keys never. Times are {@link System#nanoTime()} of one process, which does not come near the end of a
 * long. Not thread-safe.
 */
final class IssuerStory {

    private static final long KEEPING = Duration.ofMillis(250).toNanos();

    private final Map<String, KeyStory> keys = new HashMap<>();
    private final FetchStory fetches;
    private final FaultStory faults;
    private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    private final Phases lapses = new Phases();
    private boolean onKeptKeys;

    IssuerStory(Terms terms) {
        this.fetches = new FetchStory(terms);
        this.faults = new FaultStory(terms);
    }

    void tell(IssuerEvent event) {
        switch (event.kind()) {
            case PUBLISHED -> event.kids().forEach(kid -> published(kid, event.at()));
            case WITHDRAWN -> event.kids().forEach(kid -> withdrawn(kid, event.at()));
            case FAULT -> faults.turned(event.endpoint(), event.fault(), event.at());
            case ASKED -> asked(event.endpoint(), event.fault(), event.request(), event.at());
            case ANSWERED, GIVEN_UP -> ended(event.request(), event.kids(), event.at());
        }
    }

    void published(String kid, long at) {
        keys.putIfAbsent(kid, new KeyStory(at));
    }

    void withdrawn(String kid, long at) {
        KeyStory key = keys.get(kid);
        if (key != null) {
            key.withdraw(at);
        }
    }

    void asked(Endpoint endpoint, Fault fault, long request, long at) {
        hit(fault);
        fetches.asked(endpoint, request, at);
    }

    /** Adds a fetch that failed because the port was closed, which the issuer's log does not show. */
    void missed(Fault fault, long at) {
        hit(fault);
        fetches.missed(at);
    }

    private void hit(Fault fault) {
        hits.merge(fault, 1, Integer::sum);
    }

    void ended(long request, Set<String> kids, long at) {
        FetchStory.@Nullable Fetch fetch = fetches.ended(request, kids, at);
        if (fetch == null) {
            return;
        }
        if (fetch.isGood()) {
            renewed(at);
        }
        if (fetches.isSurelyReceived(fetch)) {
            keys.forEach((kid, key) -> key.answered(kids.contains(kid), fetch.asked(), at));
        }
    }

    private void renewed(long at) {
        if (onKeptKeys) {
            lapses.end(at);
        }
        onKeptKeys = false;
    }

    /**
     * The application has gone, and another one comes. It knows nothing but the keys that were kept, and nothing of what is
     * still on its way to the other.
     *
     * @param trustedUntil until when it may trust those; {@link KeyStory#NEVER} where the log will tell sooner
     */
    void restarted(long gone, long trustedUntil) {
        fetches.abandoned();
        keys.values().forEach(key -> key.restarted(gone - KEEPING));
        renewed(gone);
        if (trustedUntil != KeyStory.NEVER) {
            lapses.begin(trustedUntil);
            onKeptKeys = true;
        }
    }

    /** Returns when saved keys were too old and there were no others. */
    Phases lapses() {
        return lapses;
    }

    /** Returns how many fetches a fault has hit. */
    int hits(Fault fault) {
        return hits.getOrDefault(fault, 0);
    }

    FetchStory fetches() {
        return fetches;
    }

    FaultStory faults() {
        return faults;
    }

    @Nullable KeyStory key(String kid) {
        return keys.get(kid);
    }
}
