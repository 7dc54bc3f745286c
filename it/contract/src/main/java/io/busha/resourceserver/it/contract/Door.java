package io.busha.resourceserver.it.contract;

import java.net.URI;

/** What {@link HttpContract} needs of the application under test: where it listens, and what its endpoints saw. */
public interface Door extends AutoCloseable {

    /** The name of the header by which the requests of one case are told from all others. */
    String CASE = "X-Contract-Case";

    /** Where the application listens: {@code http://127.0.0.1:PORT}. */
    URI uri();

    /** How often the code of an endpoint was reached by requests with this value of {@link #CASE}: every endpoint counts first thing. */
    int handled(String name);

    /** Whether anything in front of the endpoints touched a request's stream, reader, parts or parameters since the last call. */
    boolean bodyTouched();

    /** All meters as text, one line each with name, tags and values; empty where there are none. */
    String meters();

    /** What the endpoints require, as the audit says it in the log; asked for by rows about doors alone. */
    default String table() {
        throw new UnsupportedOperationException("this door has no audit");
    }

    /** What stands before the door and answers by itself. */
    default Front front() {
        return Front.PLAIN;
    }

    /** What answers behind the door where no endpoint is. */
    default Framework framework() {
        return Framework.NONE;
    }

    @Override
    void close();
}
