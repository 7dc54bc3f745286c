package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Methods that require scopes. */
@Path("/")
public class ScopedResource {

    @GET
    @Path("balances")
    @RequireScope("balances:read")
    public Response balances(@Context HttpServletRequest request) {
        return Counted.answer(request, "balances");
    }

    @POST
    @Path("transfers")
    @RequireScope("transfers:write")
    public Response transfers(@Context HttpServletRequest request, InputStream body) throws IOException {
        Counted.count(request);
        return Counted.text(Integer.toString(body.readAllBytes().length));
    }

    @POST
    @Path("orders")
    @RequireScope("transfers:write")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response orders(@Context HttpServletRequest request, @QueryParam("amount") String amount) {
        Counted.count(request);
        return amount == null
                ? Response.status(400).build()
                : Response.ok(amount).build();
    }

    @GET
    @Path("shared")
    @RequireScope("balances:read")
    public Response shared(@Context HttpServletRequest request) {
        return Counted.answer(request, "shared");
    }

    @GET
    @Path("transfers-get")
    @RequireScope("transfers:write")
    public Response transfersGet(@Context HttpServletRequest request) {
        return Counted.answer(request, "transfers-get");
    }

    @GET
    @Path("both")
    @RequireScope({"balances:read", "transfers:write"})
    public Response both(@Context HttpServletRequest request) {
        return Counted.answer(request, "both");
    }

    @GET
    @Path("any")
    @RequireScope(anyOf = {"balances:read", "transfers:write"})
    public Response any(@Context HttpServletRequest request) {
        return Counted.answer(request, "any");
    }

    @GET
    @Path("head")
    @RequireScope("balances:read")
    public Response get(@Context HttpServletRequest request) {
        return Counted.answer(request, "head");
    }

    @HEAD
    @Path("head")
    @RequireScope("transfers:write")
    public Response head(@Context HttpServletRequest request) {
        return Counted.answer(request, "head");
    }

    @GET
    @Path("narrowed")
    @RequireScope("balances:read")
    public Response narrowed(@Context HttpServletRequest request) {
        return Counted.answer(request, "narrowed");
    }

    @GET
    @Path("{action: .*\\.act}")
    @RequireScope("transfers:write")
    public Response action(@Context HttpServletRequest request) {
        return Counted.answer(request, "action");
    }
}
