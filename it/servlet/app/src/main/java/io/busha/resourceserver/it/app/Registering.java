package io.busha.resourceserver.it.app;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Registers the filter from code, as an application does that has no filter in its {@code web.xml}. */
public final class Registering implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ResourceServerFilter.register(event.getServletContext());
    }
}
