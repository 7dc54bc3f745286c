package io.busha.resourceserver.it.jaxrs;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** An implementation of JAX-RS: creates the servlet that runs an application. */
@FunctionalInterface
public interface JaxRsRuntime {

    /** Returns a new servlet, which will be mapped below a prefix: empty, or {@code /api}. */
    Servlet servlet(Application application, String prefix);

    /** Returns the init-params of that servlet. */
    default Map<String, String> initParameters(String prefix) {
        return Map.of();
    }

    /** Returns whether it opens bodies itself, before any filter of the application runs. */
    default boolean opensBodies() {
        return false;
    }
}
