package io.busha.resourceserver.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
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

    private static final Logger LOG = LoggerFactory.getLogger(ServletStart.class);

    /** For containers. */
    public ServletStart() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        context.getFilterRegistrations().values().stream()
                .filter(FilterReach::isOurs)
                .map(FilterRegistration::getName)
                .toList()
                .forEach(door -> ConfirmingFilter.addFor(door, context));
        context.addListener(new Check(context));
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
                LOG.debug("Whether a filter is mapped will be known with the first request", e);
            }
        }

        /** Destroys our filters, because Undertow calls this if some filters did not start, and does not destroy those that did. */
        @Override
        public void contextDestroyed(ServletContextEvent event) {
            ResourceServerFilter.destroyAll(context);
        }

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            if (isDue) {
                clearFront();
                isDue = false;
                warnUnlessMapped();
            }
        }

        /**
         * Moves filters that answer WebSocket handshakes behind ours. If ours are initialised only by their first request, they do this too
         * late themselves.
         *
         * @throws IllegalArgumentException on every request, if a filter that answers handshakes remains in front of ours
         */
        private void clearFront() {
            context.getFilterRegistrations().values().stream()
                    .filter(FilterReach::isOurs)
                    .forEach(filter -> FrontFilters.clear(context, filter.getName()));
        }

        private void warnUnlessMapped() {
            boolean isMapped = context.getFilterRegistrations().values().stream()
                    .filter(FilterReach::isOurs)
                    .anyMatch(Check::isMapped);
            if (!isMapped) {
                LOG.warn(
                        "The application at \"{}\" has busha-resource-server, and no {} is mapped: NOTHING IS PROTECTED by it."
                                + " Map the filter on /*, in web.xml or in code.",
                        context.getContextPath(),
                        ResourceServerFilter.class.getName());
            }
        }

        private static boolean isMapped(FilterRegistration filter) {
            return !filter.getUrlPatternMappings().isEmpty()
                    || !filter.getServletNameMappings().isEmpty();
        }
    }
}
