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

/** What is deployed again and again, and what keeps it from starting. */
final class Redeployed {

    private Redeployed() {}

    /** What a token is needed for. */
    @Path("/redeployed")
    public static class Resource {
        @GET
        @Authenticated
        public String get() {
            return "got";
        }
    }

    /** What no implementation takes: two methods for the same requests, a parameter that nothing makes, no constructor. */
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

    /** What the door refuses. */
    @Path("/contradictory")
    public static class ContradictoryResource {
        @GET
        @Authenticated
        @Open
        public String get() {
            return "got";
        }
    }

    /** Fails beside the door. */
    public static class FailingFeature implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            throw new IllegalStateException("fails as it should");
        }
    }

    /** Fails once the door is there. */
    public static class FailingLater implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            throw new IllegalStateException("fails as it should");
        }
    }

    /** Fails when all of the application has started. */
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
