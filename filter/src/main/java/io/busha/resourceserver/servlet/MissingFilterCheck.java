package io.busha.resourceserver.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log of an application that has this library, and no filter of it mapped, that nothing is protected. It does
 * nothing else: where the filter stands among others is the application's to say. Containers find it by themselves.
 */
public final class MissingFilterCheck implements ServletContainerInitializer {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFilterCheck.class);

    /** For containers. */
    public MissingFilterCheck() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        context.addListener(new AfterOtherListeners(context));
    }

    /** Initialised after the application's own listeners, which may register filters too. */
    private record AfterOtherListeners(ServletContext context) implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            boolean isMapped = context.getFilterRegistrations().values().stream()
                    .filter(FilterReach::isOurs)
                    .anyMatch(AfterOtherListeners::isMapped);
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
