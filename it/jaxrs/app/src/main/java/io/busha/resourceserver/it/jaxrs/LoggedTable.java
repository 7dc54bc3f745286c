package io.busha.resourceserver.it.jaxrs;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the first audit that is logged while it is open. Thread-safe. */
final class LoggedTable extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("io.busha.resourceserver.route.RouteAudit");

    private volatile Optional<String> text = Optional.empty();

    LoggedTable() {
        LOGGER.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        int table = record.getMessage().indexOf("METHODS ");
        if (text.isEmpty() && table > 0) {
            text = Optional.of(record.getMessage().substring(table));
        }
    }

    String text() {
        return text.orElseThrow();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
