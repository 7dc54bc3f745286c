package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.IssuerEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer's log tells: which key was known when, when it was in order, and what it answered. It forgets fetches
 * after a minute, keys never. Times are {@link System#nanoTime()} of one process, which does not come near the end of a
 * long. Not thread-safe.
 */
final class IssuerStory {

    private static final long MEMORY = Duration.ofMinutes(1).toNanos();
    private static final long KEEPING = Duration.ofMillis(250).toNanos();
    private static final int MOST_TOLD = 4;

    private final Terms terms;
    private final Map<String, KeyStory> keys = new HashMap<>();
    /** By when they came. */
    private final TreeMap<Long, Fetch> fetches = new TreeMap<>();

    /** When the requests came, by their numbers, that have not ended. */
    private final Map<Long, Long> pending = new HashMap<>();

    /** When a request came, for whatever. */
    private final TreeSet<Long> requests = new TreeSet<>();

    /** From when to when kept keys were too old, and no others were there. */
    private final Phases lapses = new Phases();

    private final FaultStory faults;
    private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    private int keyFetches;
    private long discovery = KeyStory.NEVER;
    private boolean onKeptKeys;

    /** A request for the key set, without an end as long as it has none. A good one brought these keys. */
    record Fetch(long asked, long ended, Set<String> kids) {
        boolean isGood() {
            return !kids.isEmpty();
        }
    }

    IssuerStory(Terms terms) {
        this.terms = terms;
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
        requests.add(at);
        requests.headSet(at - MEMORY).clear();
        if (endpoint == Endpoint.DISCOVERY) {
            discovery = at;
        } else {
            pending.put(request, at);
            came(new Fetch(at, KeyStory.NEVER, Set.of()));
        }
    }

    /** A fetch that failed because the port was closed: the issuer's log cannot hold it. */
    void missed(Fault fault, long at) {
        hit(fault);
        came(new Fetch(at, at, Set.of()));
    }

    private void came(Fetch fetch) {
        keyFetches++;
        fetches.put(fetch.asked, fetch);
        fetches.headMap(fetch.asked - MEMORY).clear();
    }

    private void hit(Fault fault) {
        hits.merge(fault, 1, Integer::sum);
    }

    void ended(long request, Set<String> kids, long at) {
        @Nullable Long asked = pending.remove(request);
        if (asked == null) {
            return;
        }
        fetches.put(asked, new Fetch(asked, at, kids));
        if (!kids.isEmpty()) {
            renewed(at);
            if (at - Math.min(asked, discovery) < terms.fetchLimit() / 2) {
                keys.forEach((kid, key) -> key.answered(kids.contains(kid), asked, at));
            }
        }
        discovery = KeyStory.NEVER;
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
        pending.values().forEach(fetches::remove);
        pending.clear();
        discovery = KeyStory.NEVER;
        keys.values().forEach(key -> key.restarted(gone - KEEPING));
        renewed(gone);
        if (trustedUntil != KeyStory.NEVER) {
            lapses.begin(trustedUntil);
            onKeptKeys = true;
        }
    }

    /** From when to when kept keys were too old, and no others were there. */
    Phases lapses() {
        return lapses;
    }

    /** Whether an answer to a request for keys is being waited for. */
    boolean isAsked() {
        return !pending.isEmpty();
    }

    boolean wasAsked(long from, long to) {
        return from <= to && !requests.subSet(from, to).isEmpty();
    }

    /** Whether a request of this time had a good answer within it. */
    boolean wasGood(long from, long to) {
        return fetches.tailMap(from).values().stream().anyMatch(fetch -> fetch.isGood() && fetch.ended <= to);
    }

    /** How many fetches a fault has hit. */
    int hits(Fault fault) {
        return hits.getOrDefault(fault, 0);
    }

    int keyFetches() {
        return keyFetches;
    }

    FaultStory faults() {
        return faults;
    }

    @Nullable KeyStory key(String kid) {
        return keys.get(kid);
    }

    /** Whether the last fetch had surely failed before this time, and none that could be good was made until its end. */
    boolean surelyFailing(long from, long to, long grace) {
        for (Fetch fetch : fetches.descendingMap().values()) {
            if (fetch.asked <= to) {
                if (fetch.isGood()) {
                    return false;
                }
                if (Math.min(fetch.ended, fetch.asked + terms.fetchLimit()) + grace < from) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether there was a good answer since then, and no request has come after it. */
    boolean isWellSince(long since) {
        return !fetches.isEmpty()
                && fetches.lastEntry().getValue().isGood()
                && fetches.lastEntry().getValue().ended >= since;
    }

    /** The latest requests for keys that came before then, the latest first. */
    List<Fetch> fetchesBefore(long at) {
        return fetches.descendingMap().values().stream()
                .filter(fetch -> fetch.asked < at)
                .limit(MOST_TOLD)
                .toList();
    }
}
