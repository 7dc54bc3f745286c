package io.busha.resourceserver.jaxrs;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the buses of an Apache CXF that several applications share, while this application runs: such a CXF does not read this library's
 * configuration. Called by the Servlet container. Thread-safe.
 */
public final class CxfInitializer implements ServletContainerInitializer {

    private static final String CXF = "org.apache.cxf.jaxrs.provider.ServerProviderFactory";

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (isThere() && CxfWatch.isNeeded()) {
            CxfWatch watch = CxfWatch.begin();
            context.addListener(new ServletContextListener() {
                @Override
                public void contextDestroyed(ServletContextEvent event) {
                    watch.end();
                }
            });
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(CXF, false, CxfInitializer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
