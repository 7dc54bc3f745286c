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

/** When the issuer went wrong; what is over is forgotten after a minute. Not thread-safe. */
final class FaultStory {

    private static final long MEMORY = Duration.ofMinutes(1).toNanos();
    private static final int MAX_TOLD = 4;

    private final Terms terms;
    private final Map<Endpoint, Spell> current = new EnumMap<>(Endpoint.class);
    private final List<Spell> over = new ArrayList<>();

    /** One endpoint going wrong. */
    record Spell(Fault fault, long from, long to) {
        boolean meets(long begin, long end) {
            return from <= end && to >= begin;
        }
    }

    FaultStory(Terms terms) {
        this.terms = terms;
    }

    /** A fault that the library must not notice does not count. */
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

    /** Whether a fault was on at any moment of this time. */
    boolean wereOn(long from, long to) {
        return all().anyMatch(spell -> spell.meets(from, to));
    }

    /** Whether the server could be waiting for its next attempt at any moment of this time, after a fault or in one. */
    boolean mayHaveFailed(long from, long to, long grace) {
        return all().anyMatch(spell -> spell.meets(from - pauseAfter(spell) - grace, to));
    }

    private long pauseAfter(Spell spell) {
        return terms.recovery() + (spell.fault == Fault.STATUS_429 ? terms.retryAfterCap() : 0);
    }

    /** The latest that began before then, the latest first. */
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
