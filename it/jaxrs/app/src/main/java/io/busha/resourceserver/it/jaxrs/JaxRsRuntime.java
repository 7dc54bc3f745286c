package io.busha.resourceserver.it.jaxrs;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** An implementation of JAX-RS, as the servlet in which it runs an application. */
@FunctionalInterface
public interface JaxRsRuntime {

    /** A new servlet, which will be mapped below a prefix: empty, or {@code /api}. */
    Servlet servlet(Application application, String prefix);

    /** The init-params of that servlet. */
    default Map<String, String> initParameters(String prefix) {
        return Map.of();
    }

    /** Whether it opens bodies itself, before any filter of the application is asked. */
    default boolean opensBodies() {
        return false;
    }
}
