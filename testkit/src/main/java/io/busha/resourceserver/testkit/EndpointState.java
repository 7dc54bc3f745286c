package io.busha.resourceserver.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** The current state of one endpoint and the number of its requests. Thread-safe. */
final class EndpointState {
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Spell spell = Spell.of(Fault.NONE);

    int fetches() {
        return fetches.get();
    }

    void countFetch() {
        fetches.incrementAndGet();
    }

    Spell spell() {
        return spell;
    }

    synchronized void misbehave(Fault fault) {
        Spell ended = spell;
        spell = Spell.of(fault);
        ended.finish();
    }
}
