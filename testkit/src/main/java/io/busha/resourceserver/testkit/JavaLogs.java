package io.busha.resourceserver.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/** Everything that is logged through java.util.logging while it is open, at the finest level. */
final class JavaLogs implements AutoCloseable {

    private static final Formatter MESSAGE = new SimpleFormatter();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Runnable> restore = new ArrayList<>();
    private final Set<String> foreign;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(line(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Opens, leaving the loggers whose names begin with one of these as they are. */
    JavaLogs(Set<String> foreign) {
        this.foreign = foreign;
        handler.setLevel(Level.ALL);
        handler.setFilter(record -> !isForeign(record.getLoggerName()));
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        raise(root);
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            if (logger != null && logger != root && logger.getLevel() != null && !isForeign(name)) {
                raise(logger);
            }
        }
    }

    private boolean isForeign(@Nullable String name) {
        return name != null && foreign.stream().anyMatch(name::startsWith);
    }

    private void raise(Logger logger) {
        Level before = logger.getLevel();
        logger.setLevel(Level.ALL);
        restore.add(() -> logger.setLevel(before));
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
