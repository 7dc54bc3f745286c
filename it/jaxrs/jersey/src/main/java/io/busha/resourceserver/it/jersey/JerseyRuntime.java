package io.busha.resourceserver.it.jersey;

import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey with the servlet that its own initializer registers. */
final class JerseyRuntime implements JaxRsRuntime {

    static String version() {
        return DoorName.version(ResourceConfig.class);
    }

    @Override
    public Servlet servlet(Application application, String prefix) {
        return new ServletContainer(ResourceConfig.forApplication(application));
    }

    /** Jersey reads the first byte of a form to find out whether a servlet filter has read parameters. */
    @Override
    public boolean opensBodies() {
        return true;
    }
}
