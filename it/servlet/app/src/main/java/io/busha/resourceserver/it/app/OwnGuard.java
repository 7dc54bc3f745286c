package io.busha.resourceserver.it.app;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/** Registers the filter with the application's own guard, as in docs/servlet.md. */
public final class OwnGuard implements ServletContextListener {

    private @Nullable RequestGuard guard;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        guard = RequestGuard.of(Settings.from(Settings.ofProperties(context::getInitParameter)));
        ResourceServerFilter.register(context, guard);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (guard != null) {
            guard.close();
        }
    }
}
