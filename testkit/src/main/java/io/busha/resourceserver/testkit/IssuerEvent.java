package io.busha.resourceserver.testkit;

import java.util.Set;

/** One action of a {@link LocalIssuer} and its time. Immutable and thread-safe. */
public final class IssuerEvent {

    /** The kind of action. */
    public enum Kind {
        /** A key was published: responses created from now on contain it. */
        PUBLISHED,
        /** A key was withdrawn: responses created from now on do not contain it. */
        WITHDRAWN,
        /** An endpoint's fault started or changed, or ended with {@link Fault#NONE}. */
        FAULT,
        /** A request has arrived. */
        ASKED,
        /** The response to a request, good or bad, has been sent up to its last byte. */
        ANSWERED,
        /** A request has ended without a complete response: the issuer broke off, or the client disconnected. */
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

    /** Returns the kind of action. */
    public Kind kind() {
        return kind;
    }

    /** Returns the time of the action, as {@link System#nanoTime()} of this process. */
    public long at() {
        return at;
    }

    /** Returns the endpoint; for keys, {@link Endpoint#JWKS}. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the fault that starts; for a request, the fault in effect when it arrived; otherwise {@link Fault#NONE}. */
    public Fault fault() {
        return fault;
    }

    /** Returns the number of the request that has arrived or ended, counted from one over both endpoints; otherwise zero. */
    public long request() {
        return request;
    }

    /**
     * Returns the id of the key that was published or withdrawn, or the ids of the keys in a complete and good response; otherwise empty.
     */
    public Set<String> kids() {
        return kids;
    }

    /** Returns everything in one line; of a key only its id. */
    @Override
    public String toString() {
        return "IssuerEvent[" + kind + " " + endpoint + " " + fault + " request " + request + " at " + at + " " + kids
                + "]";
    }
}
