package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.io.IOException;

/** The application that is repeatedly deployed, and parts that keep it from starting. */
final class Redeployed {

    private Redeployed() {}

    /** A resource that requires a token. */
    @Path("/redeployed")
    public static class Resource {
        @GET
        @Authenticated
        public String get() {
            return "got";
        }
    }

    /** A resource that every implementation rejects: two methods for the same requests, an unsupported parameter, no constructor. */
    @Path("/impossible/{x}")
    public static class ImpossibleResource {
        private ImpossibleResource() {}

        @GET
        @Authenticated
        public String get(@PathParam("x") Thread impossible) {
            return impossible.getName();
        }

        @GET
        @Authenticated
        public String getToo() {
            return "got";
        }
    }

    /** A resource that the door rejects. */
    @Path("/contradictory")
    public static class ContradictoryResource {
        @GET
        @Authenticated
        @Open
        public String get() {
            return "got";
        }
    }

    /** A feature that fails independently of the door. */
    public static class FailingFeature implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            throw new IllegalStateException("fails as it should");
        }
    }

    /** A feature that fails after the door was registered. */
    public static class FailingLater implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            throw new IllegalStateException("fails as it should");
        }
    }

    /** A servlet that fails after the application has started. */
    static final class FailingServlet extends GenericServlet {
        private static final long serialVersionUID = 1;

        private final transient Servlet servlet;

        FailingServlet(Servlet servlet) {
            this.servlet = servlet;
        }

        @Override
        public void init(ServletConfig config) throws ServletException {
            servlet.init(config);
            throw new ServletException("fails as it should");
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            servlet.service(request, response);
        }
    }
}
