package io.busha.resourceserver.it.app;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/** Registers the filter by code, for applications without a filter in their {@code web.xml}. */
public final class Registering implements ServletContextListener {

    /** The context-param that names the filters that may run before it. */
    static final String IN_FRONT = "in-front";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        String inFront = context.getInitParameter(IN_FRONT);
        if (inFront == null) {
            ResourceServerFilter.register(context);
        } else {
            ResourceServerFilter.register(context, Set.of(inFront.split(",")));
        }
    }
}
