package io.busha.resourceserver.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * What a {@link LocalIssuer} has done, in the order of its doing: the witness against whoever says that it was told
 * otherwise. It keeps the latest {@value #MOST} events, for a test that runs for long to {@link #take()}. Thread-safe.
 */
public final class IssuerLog {

    private static final int MOST = 10_000;

    private final ArrayDeque<IssuerEvent> events = new ArrayDeque<>();
    private long requests;

    IssuerLog() {}

    /** The events so far, oldest first. */
    public synchronized List<IssuerEvent> events() {
        return List.copyOf(events);
    }

    /** The events since this was last called, oldest first; the log does not keep them any longer. */
    public synchronized List<IssuerEvent> take() {
        List<IssuerEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    void published(String kid) {
        add(IssuerEvent.Kind.PUBLISHED, Endpoint.JWKS, Fault.NONE, 0, Set.of(kid));
    }

    void withdrawn(String kid) {
        add(IssuerEvent.Kind.WITHDRAWN, Endpoint.JWKS, Fault.NONE, 0, Set.of(kid));
    }

    void turned(Endpoint endpoint, Fault fault) {
        add(IssuerEvent.Kind.FAULT, endpoint, fault, 0, Set.of());
    }

    synchronized Entry asked(Endpoint endpoint, Fault fault) {
        Entry entry = new Entry(this, endpoint, fault, ++requests);
        add(IssuerEvent.Kind.ASKED, endpoint, fault, entry.request, Set.of());
        return entry;
    }

    private synchronized void add(
            IssuerEvent.Kind kind, Endpoint endpoint, Fault fault, long request, Set<String> kids) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        events.addLast(new IssuerEvent(kind, System.nanoTime(), endpoint, fault, request, kids));
    }

    /** A request that has come, and is to end. */
    record Entry(IssuerLog log, Endpoint endpoint, Fault fault, long request) {
        void answered(Set<String> kids) {
            log.add(IssuerEvent.Kind.ANSWERED, endpoint, fault, request, kids);
        }

        void givenUp() {
            log.add(IssuerEvent.Kind.GIVEN_UP, endpoint, fault, request, Set.of());
        }
    }
}
