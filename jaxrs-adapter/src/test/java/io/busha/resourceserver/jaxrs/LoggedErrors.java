package io.busha.resourceserver.jaxrs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The errors that the adapter logs while this is open. */
final class LoggedErrors extends Handler implements AutoCloseable {

    private static final Logger ADAPTER = Logger.getLogger("io.busha.resourceserver.jaxrs");

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    static LoggedErrors open() {
        LoggedErrors errors = new LoggedErrors();
        ADAPTER.addHandler(errors);
        return errors;
    }

    Queue<String> texts() {
        return texts;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().equals(Level.SEVERE)) {
            texts.add(new SimpleFormatter().formatMessage(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ADAPTER.removeHandler(this);
    }
}
