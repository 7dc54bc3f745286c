package io.busha.resourceserver.it.cxf42;

import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;

/** CXF with its servlet for applications without Spring. */
final class CxfRuntime implements JaxRsRuntime {

    @Override
    public Servlet servlet(Application application, String prefix) {
        return new CXFNonSpringJaxrsServlet(application);
    }

    /** CXF opens the body's stream when it creates a message. */
    @Override
    public boolean opensBodies() {
        return true;
    }
}
