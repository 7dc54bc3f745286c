package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The requests for keys and what they brought; it forgets them after a minute. Not thread-safe. */
final class FetchStory {

    private static final long MEMORY = Duration.ofMinutes(1).toNanos();
    private static final int MAX_TOLD = 4;

    private final Terms terms;
    /** By when they came. */
    private final TreeMap<Long, Fetch> fetches = new TreeMap<>();

    /** When the requests came, by their numbers, that have not ended. */
    private final Map<Long, Long> pending = new HashMap<>();

    /** When a request came, for whatever. */
    private final TreeSet<Long> requests = new TreeSet<>();

    private int all;
    private long discovery = KeyStory.NEVER;
    private long began;

    /** A request for the key set, without an end as long as it has none. A good one brought these keys. */
    record Fetch(long asked, long ended, Set<String> kids) {
        boolean isGood() {
            return !kids.isEmpty();
        }
    }

    FetchStory(Terms terms) {
        this.terms = terms;
    }

    void asked(Endpoint endpoint, long request, long at) {
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
    void missed(long at) {
        came(new Fetch(at, at, Set.of()));
    }

    private void came(Fetch fetch) {
        all++;
        fetches.put(fetch.asked, fetch);
        fetches.headMap(fetch.asked - MEMORY).clear();
    }

    /** The fetch that has ended; null where the request was for something else, or nobody waits for it any more. */
    @Nullable Fetch ended(long request, Set<String> kids, long at) {
        Long asked = pending.remove(request);
        if (asked == null) {
            return null;
        }
        Fetch fetch = new Fetch(asked, at, kids);
        fetches.put(asked, fetch);
        began = Math.min(asked, discovery);
        discovery = KeyStory.NEVER;
        return fetch;
    }

    /** Whether the server has surely received the answer that has ended last: a fetch has a limit, discovery included. */
    boolean isSurelyReceived(Fetch last) {
        return last.isGood() && last.ended - began < terms.fetchLimit() / 2;
    }

    /** Nobody waits any more for what has not ended. */
    void abandoned() {
        pending.values().forEach(fetches::remove);
        pending.clear();
        discovery = KeyStory.NEVER;
    }

    int all() {
        return all;
    }

    /** Whether an answer is being waited for. */
    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Whether there was a request in this time, for whatever. */
    boolean wereAsked(long from, long to) {
        return from <= to && !requests.subSet(from, to).isEmpty();
    }

    /** Whether a request of this time had a good answer within it. */
    boolean wereGood(long from, long to) {
        return fetches.tailMap(from).values().stream().anyMatch(fetch -> fetch.isGood() && fetch.ended <= to);
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
    boolean areWellSince(long since) {
        return !fetches.isEmpty()
                && fetches.lastEntry().getValue().isGood()
                && fetches.lastEntry().getValue().ended >= since;
    }

    /** The latest that came before then, the latest first. */
    List<Fetch> before(long at) {
        return fetches.descendingMap().values().stream()
                .filter(fetch -> fetch.asked < at)
                .limit(MAX_TOLD)
                .toList();
    }
}
