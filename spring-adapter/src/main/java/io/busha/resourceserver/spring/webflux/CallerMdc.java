package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.spi.TokenMdc;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Copies the loggable fields of a caller's token from the Reactor context to the MDC of every thread that works for the request, and
 * removes them afterwards. Micrometer's context propagation finds this class automatically; Reactor uses it if
 * {@code spring.reactor.context-propagation} is {@code auto}. Thread-safe.
 */
public final class CallerMdc implements ThreadLocalAccessor<Object> {

    private record Shown(LoggedCaller caller, TokenMdc mdc) {}

    private static final ThreadLocal<@Nullable Shown> SHOWN = new ThreadLocal<>();

    /** Called by the service loader. */
    public CallerMdc() {}

    @Override
    public Object key() {
        return LoggedCaller.class;
    }

    @Override
    public @Nullable Object getValue() {
        Shown now = SHOWN.get();
        return now == null ? null : now.caller();
    }

    @Override
    public void setValue(Object value) {
        setValue();
        LoggedCaller caller = (LoggedCaller) value;
        SHOWN.set(new Shown(caller, caller.openMdc()));
    }

    @Override
    public void setValue() {
        Shown now = SHOWN.get();
        if (now != null) {
            now.mdc().close();
            SHOWN.remove();
        }
    }
}
