package io.busha.resourceserver.demo;

import java.io.IOException;
import java.util.Map;

/** The demo's API, being served. Closing it waits for the requests that are under way. */
public interface DemoApi extends AutoCloseable {

    /** The port of 127.0.0.1 that it listens on. */
    int port();

    @Override
    void close();

    /** One adapter: how the API is started with it. */
    @FunctionalInterface
    interface Adapter {

        /**
         * Serves the API; when this returns, it answers.
         *
         * @param port the port of 127.0.0.1 to listen on, 0 for a free one
         * @param settings the settings of the library, by their bare names
         * @throws IllegalArgumentException where the settings are wrong
         * @throws IOException where the port cannot be listened on
         */
        DemoApi start(int port, Map<String, String> settings) throws IOException;
    }
}
