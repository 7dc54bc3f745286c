package io.busha.resourceserver.it.cxf42;

import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;

/** CXF, as its servlet for applications without Spring. */
final class CxfRuntime implements JaxRsRuntime {

    @Override
    public Servlet servlet(Application application, String prefix) {
        return new CXFNonSpringJaxrsServlet(application);
    }

    /** A message of CXF is made with its stream. */
    @Override
    public boolean opensBodies() {
        return true;
    }
}
