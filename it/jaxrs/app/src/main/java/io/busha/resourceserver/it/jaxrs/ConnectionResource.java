package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.app.ConnectionEndpoints;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Providers;

/** A critical endpoint, and the endpoints that connect and disconnect a caller. */
@Path("/")
public class ConnectionResource {

    @GET
    @Path("pay")
    @RequireScope(value = "transfers:write", critical = true)
    public Response pay(@Context HttpServletRequest request) {
        return Counted.answer(request, "pay");
    }

    @POST
    @Path("connect")
    @Authenticated
    public Response connect(
            @Context HttpServletRequest request, @Context SecurityContext caller, @Context Providers application) {
        return Counted.answer(request, ConnectionEndpoints.connect(revocations(application), token(caller)));
    }

    @POST
    @Path("disconnect")
    @Authenticated
    public Response disconnect(
            @Context HttpServletRequest request, @Context SecurityContext caller, @Context Providers application) {
        return Counted.answer(request, ConnectionEndpoints.disconnect(revocations(application), token(caller)));
    }

    private static VerifiedToken token(SecurityContext caller) {
        return (VerifiedToken) caller.getUserPrincipal();
    }

    private static Revocations revocations(Providers application) {
        return BushaFeature.revocations(application);
    }
}
