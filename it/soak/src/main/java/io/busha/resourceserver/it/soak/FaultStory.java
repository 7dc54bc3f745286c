package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults of the issuer; past ones are forgotten after a minute. Not thread-safe. */
final class FaultStory {

    private static final long MEMORY = Duration.ofMinutes(1).toNanos();
    private static final int MAX_TOLD = 4;

    private final Terms terms;
    private final Map<Endpoint, Spell> current = new EnumMap<>(Endpoint.class);
    private final List<Spell> over = new ArrayList<>();

    /** A fault of one endpoint. */
    record Spell(Fault fault, long from, long to) {
        boolean meets(long begin, long end) {
            return from <= end && to >= begin;
        }
    }

    FaultStory(Terms terms) {
        this.terms = terms;
    }

    /** A fault that must not affect the library does not count. */
    void turned(Endpoint endpoint, Fault fault, long at) {
        Spell ended = current.remove(endpoint);
        if (ended != null) {
            over.add(new Spell(ended.fault, ended.from, at));
        }
        if (fault != Fault.NONE && fault != Fault.ONE_MALFORMED_KEY) {
            current.put(endpoint, new Spell(fault, at, KeyStory.NEVER));
        }
        over.removeIf(spell -> at - spell.to > MEMORY);
    }

    /** Returns whether a fault overlaps this time. */
    boolean wereOn(long from, long to) {
        return all().anyMatch(spell -> spell.meets(from, to));
    }

    /** Returns whether the server may have been waiting for its next attempt at some point, during or after a fault. */
    boolean mayHaveFailed(long from, long to, long grace) {
        return all().anyMatch(spell -> spell.meets(from - pauseAfter(spell) - grace, to));
    }

    private long pauseAfter(Spell spell) {
        return terms.recovery() + (spell.fault == Fault.STATUS_429 ? terms.retryAfterCap() : 0);
    }

    /** Returns the faults that started before this time, latest first. */
    List<Spell> before(long at) {
        return all().filter(spell -> spell.from < at)
                .sorted(Comparator.comparingLong(Spell::from).reversed())
                .limit(MAX_TOLD)
                .toList();
    }

    private Stream<Spell> all() {
        return Stream.concat(over.stream(), current.values().stream());
    }
}
