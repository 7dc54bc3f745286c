package io.busha.resourceserver.it.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Answers each method that JAX-RS has a designator for in the same way. A resource method can have only one designator. */
public abstract class AnyMethod {

    /** Returns the answer. */
    abstract String text(SecurityContext caller, UriInfo uri);

    private Response answer(HttpServletRequest request, SecurityContext caller, UriInfo uri) {
        Counted.count(request);
        return Counted.text(text(caller, uri));
    }

    @GET
    public Response get(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @HEAD
    public Response head(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @POST
    public Response post(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @PUT
    public Response put(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @PATCH
    public Response patch(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @DELETE
    public Response delete(@Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }

    @OPTIONS
    public Response options(
            @Context HttpServletRequest request, @Context SecurityContext caller, @Context UriInfo uri) {
        return answer(request, caller, uri);
    }
}
