package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filters in front of one of ours. None of them may be a filter of the container that answers WebSocket handshakes. */
record FrontFilters(Collection<? extends FilterRegistration> filters, Optional<FilterOrder> order, String door) {

    private static final Logger LOG = LoggerFactory.getLogger(FrontFilters.class);

    /** The filters of Tomcat, of Undertow, and of Jetty for each version of Jakarta EE. */
    private static final Pattern ANSWERS_HANDSHAKES =
            Pattern.compile("org\\.apache\\.tomcat\\.websocket\\.server\\.WsFilter"
                    + "|io\\.undertow\\.websockets\\.jsr\\.JsrWebSocketFilter"
                    + "|org\\.eclipse\\.jetty\\.\\w+\\.websocket\\.servlet\\.WebSocketUpgradeFilter");

    /**
     * Moves every filter that answers WebSocket handshakes behind the filter with this name, if it is in front of it.
     *
     * @throws IllegalArgumentException if the order of filters cannot be read or changed
     */
    static FrontFilters clear(ServletContext context, String door) {
        return clear(context, FilterOrder.of(context), door);
    }

    /** Moves filters like {@link #clear(ServletContext, String)}, given the filter order; empty if it is unknown. */
    static FrontFilters clear(ServletContext context, Optional<FilterOrder> order, String door) {
        order.ifPresent(FilterOrder::dropRepeats);
        FrontFilters front = new FrontFilters(context.getFilterRegistrations().values(), order, door);
        Set<String> answering = front.answering();
        if (!answering.isEmpty()) {
            front.takeBehind(answering);
        }
        return front;
    }

    private Set<String> answering() {
        return filters.stream()
                .filter(filter -> ANSWERS_HANDSHAKES
                        .matcher(String.valueOf(filter.getClassName()))
                        .matches())
                .map(FilterRegistration::getName)
                .collect(Collectors.toSet());
    }

    private void takeBehind(Set<String> answering) {
        try {
            FilterOrder known = order.orElseThrow(
                    () -> new IllegalStateException("this container does not show the order of filters"));
            if (standBefore(known, answering)) {
                known.putLast(answering);
                LOG.info("Moved filter {} behind filter {}, because it answers WebSocket handshakes", answering, door);
            }
            if (standBefore(known, answering)) {
                throw new IllegalStateException("it cannot be moved to the end");
            }
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "filter " + answering + " answers WebSocket handshakes and may run before filter " + door
                            + " (" + e.getMessage() + "): map " + door + " in web.xml, or call"
                            + " ResourceServerFilter.register in a ServletContextListener, so that it runs first",
                    e);
        }
    }

    private boolean standBefore(FilterOrder known, Set<String> answering) {
        return before(known).stream().anyMatch(answering::contains);
    }

    private List<String> before(FilterOrder known) {
        List<String> names = known.names();
        return names.subList(0, Math.max(names.lastIndexOf(door), 0));
    }

    /**
     * Checks that only the filters with these names are in front of ours, as far as the container shows the order.
     *
     * @throws IllegalArgumentException if any other filter is; the message lists their names
     */
    void allowOnly(Set<String> named) {
        Set<String> others = order.map(this::before).map(LinkedHashSet::new).orElseGet(LinkedHashSet::new);
        others.removeAll(named);
        others.remove(door);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("these filters run before filter " + door + ", but the application has"
                    + " not put them there: " + others + ". Map them above it in web.xml, or pass their names to"
                    + " ResourceServerFilter.register");
        }
    }
}
