package io.busha.resourceserver.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * The actions of a {@link LocalIssuer}, in the order in which they happened: evidence of what the issuer served, against which a test can
 * check what its client reports. It keeps the latest {@value #MOST} events; a long test should {@link #take()} them. Thread-safe.
 */
public final class IssuerLog {

    private static final int MOST = 10_000;

    private final ArrayDeque<IssuerEvent> events = new ArrayDeque<>();
    private long requests;

    IssuerLog() {}

    /** Returns the events so far, oldest first. */
    public synchronized List<IssuerEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the events since the last call, oldest first, and removes them from the log. */
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

    /** A request that has arrived and has not ended yet. */
    record Entry(IssuerLog log, Endpoint endpoint, Fault fault, long request) {
        void answered(Set<String> kids) {
            log.add(IssuerEvent.Kind.ANSWERED, endpoint, fault, request, kids);
        }

        void givenUp() {
            log.add(IssuerEvent.Kind.GIVEN_UP, endpoint, fault, request, Set.of());
        }
    }
}
