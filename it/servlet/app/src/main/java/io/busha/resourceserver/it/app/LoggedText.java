package io.busha.resourceserver.it.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records what is logged through java.util.logging while it is open, as text only, so that it keeps no class loader. */
final class LoggedText extends Handler implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private LoggedText() {
        setFormatter(new SimpleFormatter());
    }

    static LoggedText open() {
        LoggedText text = new LoggedText();
        Logger.getLogger("").addHandler(text);
        return text;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(getFormatter().formatMessage(record) + "\n");
        if (record.getThrown() != null) {
            lines.add(textOf(record.getThrown()));
        }
    }

    /** Returns the stack trace with its causes. */
    static String textOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }

    @Override
    public String toString() {
        return String.join("", lines);
    }
}
