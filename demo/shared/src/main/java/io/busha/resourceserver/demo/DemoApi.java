package io.busha.resourceserver.demo;

import java.io.IOException;
import java.util.Map;

/** The running API of the demo. Closing it waits for requests in progress. */
public interface DemoApi extends AutoCloseable {

    /** Returns the port on 127.0.0.1 that it listens on. */
    int port();

    @Override
    void close();

    /** An adapter, which starts the API. */
    @FunctionalInterface
    interface Adapter {

        /**
         * Starts the API, which answers requests when this method returns.
         *
         * @param port the port on 127.0.0.1 to listen on, 0 for a free one
         * @param settings the settings of the library, without a prefix
         * @throws IllegalArgumentException if the settings are invalid
         * @throws IOException if the port cannot be listened on
         */
        DemoApi start(int port, Map<String, String> settings) throws IOException;
    }
}
