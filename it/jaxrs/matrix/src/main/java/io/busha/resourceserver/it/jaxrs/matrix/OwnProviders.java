package io.busha.resourceserver.it.jaxrs.matrix;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Providers that an application may have in addition to its resources. */
public final class OwnProviders {

    private OwnProviders() {}

    /** Answers preflight requests itself, before any other filter. */
    @PreMatching
    @Priority(Cors.FIRST)
    public static class Cors implements ContainerRequestFilter {
        static final int FIRST = 100;

        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getMethod().equals("OPTIONS") && request.getHeaderString("Origin") != null) {
                request.abortWith(Response.ok()
                        .header("Access-Control-Allow-Origin", request.getHeaderString("Origin"))
                        .build());
            }
        }
    }

    /** Maps every exception to one answer. */
    public static class AnyError implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable thrown) {
            return Response.serverError().entity("any error").build();
        }
    }

    /** Maps a missing resource to a success, like for a single-page application. */
    public static class NotFound implements ExceptionMapper<NotFoundException> {
        @Override
        public Response toResponse(NotFoundException thrown) {
            return Response.ok("index").build();
        }
    }
}
