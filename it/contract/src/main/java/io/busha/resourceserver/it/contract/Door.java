package io.busha.resourceserver.it.contract;

import java.net.URI;

/** The application under test, as {@link HttpContract} uses it: where it listens, and what its endpoints saw. */
public interface Door extends AutoCloseable {

    /** The name of the header that identifies the requests of one case. */
    String CASE = "X-Contract-Case";

    /** Returns where the application listens: {@code http://127.0.0.1:PORT}. */
    URI uri();

    /** Returns how many endpoints ran for requests with this value of {@link #CASE}. Each endpoint counts before anything else. */
    int handled(String name);

    /** Returns whether code before the endpoints touched a request's stream, reader, parts or parameters since the last call. */
    boolean bodyTouched();

    /** Returns all meters as text, one line each with name, tags and values; empty if there are none. */
    String meters();

    /** Returns the audit's table of endpoints from the log. Only rows about doors call it. */
    default String table() {
        throw new UnsupportedOperationException("this door has no audit");
    }

    /** Returns how the server in front of the door answers by itself. */
    default Front front() {
        return Front.PLAIN;
    }

    /** Returns how the framework behind the door answers requests without an endpoint. */
    default Framework framework() {
        return Framework.NONE;
    }

    @Override
    void close();
}
