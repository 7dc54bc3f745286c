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
 * What containers run when an application starts; they find it by themselves. It says in the log of an application that maps no
 * filter of ours that nothing is protected, and maps none itself: where the filter stands among others is the application's to
 * say. It puts a {@link ConfirmingFilter} behind those that {@code web.xml} declares, and ends with the application what a container has
 * left of them.
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
     * Made once, after the application's own listeners, which may register filters too; with the first request where the
     * container shows no registrations to a listener that was added by code (Servlet 6.0, section 4.4).
     */
    private static final class Check implements ServletContextListener, ServletRequestListener {
        private final ServletContext context;
        private volatile boolean isDue = true; // two first requests at once may both warn: no later one waits for that

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

        /** Undertow calls this where filters did not start, and destroys none of those that did. */
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
         * Where filters are initialised by the first request that they are for, they learn too late what stands before them.
         *
         * @throws IllegalArgumentException for every request, where something answers before them
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
