package io.busha.resourceserver.it.contract;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Records everything that is logged through java.util.logging while it is open, at the finest level. */
final class JavaLogs implements AutoCloseable {

    private static final Formatter MESSAGE = new SimpleFormatter();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Deque<Runnable> restore = new ArrayDeque<>();
    private final Set<String> foreign;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (!isForeign(record.getLoggerName())) {
                lines.add(line(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Starts recording, except for loggers whose names begin with one of these. */
    JavaLogs(Set<String> foreign) {
        this.foreign = foreign;
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        set(root, Level.ALL);
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            if (logger != null && isForeign(name)) {
                set(logger, Level.INFO);
            } else if (logger != null && logger.getLevel() != null) {
                set(logger, Level.ALL);
            }
        }
    }

    private boolean isForeign(@Nullable String name) {
        return name != null && foreign.stream().anyMatch(name::startsWith);
    }

    private void set(Logger logger, Level level) {
        Level before = logger.getLevel();
        logger.setLevel(level);
        restore.push(() -> logger.setLevel(before));
    }

    private static String line(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getLoggerName()).append(' ').append(MESSAGE.formatMessage(record));
        if (record.getParameters() != null) {
            text.append(' ').append(Arrays.deepToString(record.getParameters()));
        }
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        restore.forEach(Runnable::run);
    }
}
