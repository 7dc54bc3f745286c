package io.busha.resourceserver.testkit;

import java.util.Set;

/** One thing that a {@link LocalIssuer} did, and when. Immutable and thread-safe. */
public final class IssuerEvent {

    /** What was done. */
    public enum Kind {
        /** A key was published: answers that are made from now on hold it. */
        PUBLISHED,
        /** A key was withdrawn: answers that are made from now on do not hold it. */
        WITHDRAWN,
        /** An endpoint began to go wrong, or went wrong in another way, or was healed by {@link Fault#NONE}. */
        FAULT,
        /** A request has come. */
        ASKED,
        /** The answer to a request is on its way to the last byte, good or bad. */
        ANSWERED,
        /** A request has ended without a whole answer: the issuer broke off, or the client has gone. */
        GIVEN_UP
    }

    private final Kind kind;
    private final long at;
    private final Endpoint endpoint;
    private final Fault fault;
    private final long request;
    private final Set<String> kids;

    IssuerEvent(Kind kind, long at, Endpoint endpoint, Fault fault, long request, Set<String> kids) {
        this.kind = kind;
        this.at = at;
        this.endpoint = endpoint;
        this.fault = fault;
        this.request = request;
        this.kids = Set.copyOf(kids);
    }

    /** What was done. */
    public Kind kind() {
        return kind;
    }

    /** When, as {@link System#nanoTime()} of this process. */
    public long at() {
        return at;
    }

    /** The endpoint: for keys, {@link Endpoint#JWKS}. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The fault that begins; for a request, the one that was on when it came; otherwise {@link Fault#NONE}. */
    public Fault fault() {
        return fault;
    }

    /** Which request has come or ended, counted from one over both endpoints; otherwise zero. */
    public long request() {
        return request;
    }

    /** The key that was published or withdrawn; the keys in a whole and good answer; otherwise empty. */
    public Set<String> kids() {
        return kids;
    }

    /** All of it, in one line: key ids, and nothing of a key. */
    @Override
    public String toString() {
        return "IssuerEvent[" + kind + " " + endpoint + " " + fault + " request " + request + " at " + at + " " + kids
                + "]";
    }
}
