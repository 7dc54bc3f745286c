package io.busha.resourceserver.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** How one endpoint does at the moment, and how often it has been asked. Thread-safe. */
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
