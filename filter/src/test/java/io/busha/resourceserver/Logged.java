package io.busha.resourceserver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Collects what one class logs while this is open, on the thread that opened it: {@code LEVEL message}. Leftovers of other tests
 * log on other threads.
 */
public final class Logged implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        private final Thread opener = Thread.currentThread();

        @Override
        public void publish(LogRecord line) {
            if (Thread.currentThread() == opener) {
                lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Logged(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    public static Logged by(Class<?> type) {
        return new Logged(Logger.getLogger(type.getName()));
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
