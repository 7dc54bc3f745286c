package io.busha.resourceserver.jaxrs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Collects what the adapter logs at one level while this is open. */
final class LoggedLines extends Handler implements AutoCloseable {

    private static final Logger ADAPTER = Logger.getLogger("io.busha.resourceserver.jaxrs");

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    private final Level only;

    private LoggedLines(Level only) {
        this.only = only;
        ADAPTER.addHandler(this);
    }

    static LoggedLines errors() {
        return new LoggedLines(Level.SEVERE);
    }

    static LoggedLines warnings() {
        return new LoggedLines(Level.WARNING);
    }

    Queue<String> texts() {
        return texts;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().equals(only)) {
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
