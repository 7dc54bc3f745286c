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

/** The requests for keys and their responses; forgets them after a minute. Not thread-safe. */
final class FetchStory {

    private static final long MEMORY = Duration.ofMinutes(1).toNanos();
    private static final int MAX_TOLD = 4;

    private final Terms terms;
    /** The requests by arrival time. */
    private final TreeMap<Long, Fetch> fetches = new TreeMap<>();

    /** The arrival times of open requests, by number. */
    private final Map<Long, Long> pending = new HashMap<>();

    /** The arrival times of requests for either document. */
    private final TreeSet<Long> requests = new TreeSet<>();

    private int all;
    private long discovery = KeyStory.NEVER;
    private long began;

    /** A request for the key set, without an end while it is open; a successful one returned these keys. */
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

    /** Adds a fetch that failed because the port was closed, which the issuer's log does not show. */
    void missed(long at) {
        came(new Fetch(at, at, Set.of()));
    }

    private void came(Fetch fetch) {
        all++;
        fetches.put(fetch.asked, fetch);
        fetches.headMap(fetch.asked - MEMORY).clear();
    }

    /** Returns the ended fetch, or null if the request was for another document or was abandoned. */
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

    /** Returns whether the server certainly received the last response: a fetch, including discovery, has a time limit. */
    boolean isSurelyReceived(Fetch last) {
        return last.isGood() && last.ended - began < terms.fetchLimit() / 2;
    }

    /** Abandons all open requests. */
    void abandoned() {
        pending.values().forEach(fetches::remove);
        pending.clear();
        discovery = KeyStory.NEVER;
    }

    int all() {
        return all;
    }

    /** Returns whether a request is open. */
    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Returns whether there was a request for either document during this time. */
    boolean wereAsked(long from, long to) {
        return from <= to && !requests.subSet(from, to).isEmpty();
    }

    /** Returns whether a request was made and answered successfully during this time. */
    boolean wereGood(long from, long to) {
        return fetches.tailMap(from).values().stream().anyMatch(fetch -> fetch.isGood() && fetch.ended <= to);
    }

    /** Returns whether the last fetch had certainly failed before this time and no successful one was started until its end. */
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

    /** Returns whether a successful response has followed this time and no request has come after it. */
    boolean areWellSince(long since) {
        return !fetches.isEmpty()
                && fetches.lastEntry().getValue().isGood()
                && fetches.lastEntry().getValue().ended >= since;
    }

    /** Returns the requests that arrived before this time, latest first. */
    List<Fetch> before(long at) {
        return fetches.descendingMap().values().stream()
                .filter(fetch -> fetch.asked < at)
                .limit(MAX_TOLD)
                .toList();
    }
}
