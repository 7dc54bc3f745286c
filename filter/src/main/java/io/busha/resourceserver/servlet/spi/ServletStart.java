package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs when an application starts; containers find it by themselves. It logs a warning if the application maps none of our filters, because
 * nothing is protected then. It maps none itself: the application decides on the place of the filter among others. It adds a
 * {@link ConfirmingFilter} for each of our filters that {@code web.xml} declares, and when the application ends it destroys those that the
 * container left running.
 */
public final class ServletStart implements ServletContainerInitializer {

    private static final String EVERY_SERVLET = "*"; // Jakarta Servlet 6.0 section 6.2.4

    private static final Logger LOG = LoggerFactory.getLogger(ServletStart.class);

    /** For containers. */
    public ServletStart() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        doors(context).forEach(door -> confirm(door, context));
        context.addListener(new Check(context));
    }

    /**
     * Returns what keeps a filter of ours from starting: filters in front of it, and declarations that contradict themselves. Moves filters
     * of the container that answer WebSocket handshakes behind it.
     *
     * @param door the name of the filter
     * @param inFront the names of the filters that may be in front, if the application has named any
     * @param isOfWebXml whether web.xml may name them otherwise
     */
    public static List<String> faults(
            String door, ServletContext context, @Nullable Set<String> inFront, boolean isOfWebXml) {
        List<String> faults = new ArrayList<>();
        ServletDeclarations.collect(faults, "", () -> {
            FrontFilters front = FrontFilters.clear(context, door);
            if (inFront != null) {
                front.allowOnly(inFront);
            } else if (isOfWebXml) {
                WebXml.filtersUpTo(door, context).ifPresent(front::allowOnly);
            }
        });
        ServletDeclarations.collect(faults, "", () -> ServletDeclarations.of(context, null));
        return faults;
    }

    /**
     * Lets our filter with this name decide again, right before the servlet, on requests that a filter in between has changed. To be called
     * while the application starts.
     */
    public static void confirm(String door, ServletContext context) {
        FilterRegistration.Dynamic last = context.addFilter(door + ".confirmation", new ConfirmingFilter(door));
        if (last != null) { // already there if an application runs initializers twice
            last.setAsyncSupported(true);
            last.addMappingForServletNames(EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)), true, EVERY_SERVLET);
        }
    }

    private static List<String> doors(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .filter(FilterReach::isOurs)
                .map(FilterRegistration::getName)
                .toList();
    }

    /**
     * Checks the filters once, after the application's own listeners, which may register filters too; with the first request if the
     * container does not show registrations to a listener that was added in code (Jakarta Servlet 6.0 section 4.4).
     */
    private static final class Check implements ServletContextListener, ServletRequestListener {
        private final ServletContext context;
        private volatile boolean isDue = true; // two first requests at once may both warn; no later one waits

        Check(ServletContext context) {
            this.context = context;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            try {
                warnUnlessMapped();
                isDue = false;
            } catch (UnsupportedOperationException e) {
                LOG.debug("Whether a filter is mapped can only be checked with the first request", e);
            }
        }

        /** Destroys our filters, because Undertow calls this if some filters did not start, and does not destroy those that did. */
        @Override
        public void contextDestroyed(ServletContextEvent event) {
            Collections.list(context.getAttributeNames()).stream()
                    .map(context::getAttribute)
                    .filter(Filter.class::isInstance)
                    .map(Filter.class::cast)
                    .filter(filter -> filter.getClass().getName().equals(FilterReach.OURS))
                    .forEach(Filter::destroy);
        }

        /**
         * Moves filters that answer WebSocket handshakes behind ours. If ours are initialised only by their first request, they do this too
         * late themselves.
         *
         * @throws IllegalArgumentException on every request, if a filter that answers handshakes remains in front of ours
         */
        @Override
        public void requestInitialized(ServletRequestEvent event) {
            if (isDue) {
                doors(context).forEach(door -> FrontFilters.clear(context, door));
                isDue = false;
                warnUnlessMapped();
            }
        }

        private void warnUnlessMapped() {
            boolean isMapped = context.getFilterRegistrations().values().stream()
                    .filter(FilterReach::isOurs)
                    .anyMatch(filter -> !filter.getUrlPatternMappings().isEmpty()
                            || !filter.getServletNameMappings().isEmpty());
            if (!isMapped) {
                LOG.warn(
                        "The application at \"{}\" contains busha-resource-server but maps no {}: NOTHING IS PROTECTED by it."
                                + " Map the filter on /*, in web.xml or in code.",
                        context.getContextPath(),
                        FilterReach.OURS);
            }
        }
    }
}
