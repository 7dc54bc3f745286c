package io.busha.resourceserver.testkit;

import java.net.URI;

/** What {@link HttpContract} needs of the application under test: where it listens, and what its endpoints saw. */
public interface Door extends AutoCloseable {

    /** Where the application listens: {@code http://127.0.0.1:PORT}. */
    URI uri();

    /** How many requests reached the code of an endpoint so far: every endpoint counts first thing. */
    int handled();

    /** Whether anything in front of the endpoints touched a request's stream, reader, parts or parameters since the last call. */
    boolean bodyTouched();

    /** All meters as text, one line each with name, tags and values; empty where there are none. */
    String meters();

    @Override
    void close();
}
