package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.app.Me;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;

/** Answers everything that a resource sees of its caller. */
@Path("/me")
public class MeResource {

    /** A security context has a principal but no remote user. */
    @GET
    @Authenticated
    @Produces("application/json")
    public byte[] me(@Context HttpServletRequest request, @Context SecurityContext caller) {
        Counted.count(request);
        VerifiedToken token = (VerifiedToken) caller.getUserPrincipal();
        String json = Me.json(
                token,
                token.getName(),
                token.getName(),
                caller.getAuthenticationScheme(),
                caller.isUserInRole("balances:read"));
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
