package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.demo.Json;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The endpoints. Each method declares who may call it, and needs no other security code. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class Endpoints {

    private static final Map<String, String> NAIRA = Map.of("currency", "NGN", "amount", "125000.00");

    private final PrometheusMeterRegistry registry;
    private final Revocations revocations;

    Endpoints(PrometheusMeterRegistry registry, Revocations revocations) {
        this.registry = registry;
        this.revocations = revocations;
    }

    /** For everybody. */
    @Open
    @GET
    @Path("health")
    public String health() {
        return Json.text(Map.of("status", "up"));
    }

    /** For any valid token. Answers the claims of the token. */
    @Authenticated
    @GET
    @Path("v1/me")
    public String me(@Context SecurityContext caller) {
        VerifiedToken token = (VerifiedToken) caller.getUserPrincipal();
        Map<String, @Nullable Object> me = new LinkedHashMap<>();
        me.put("sub", token.subject());
        me.put("client_id", token.clientId());
        me.put("scopes", List.copyOf(token.scopes()));
        me.put("jti", token.jwtId().orElse(null));
        me.put("expires_at", token.expiresAt().toString());
        return Json.text(me);
    }

    /** For tokens with the scope {@code balances:read}. */
    @RequireScope("balances:read")
    @GET
    @Path("v1/balances")
    public String balances(@Context SecurityContext caller) {
        return Json.text(Map.of("sub", caller.getUserPrincipal().getName(), "balances", List.of(NAIRA)));
    }

    /**
     * For tokens with the scope {@code transfers:write} that were not revoked. Transfers nothing and answers the transfer that it read.
     */
    @RequireScope(value = "transfers:write", critical = true)
    @POST
    @Path("v1/transfers")
    public Response transfer(@Context SecurityContext caller, InputStream body) throws IOException {
        Optional<Map<String, Object>> transfer = Json.read(body);
        if (transfer.isEmpty()) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(Json.text(Map.of("error", "the body must be a JSON object of at most 64 KiB")))
                    .build();
        }
        String id = UUID.randomUUID().toString();
        String from = caller.getUserPrincipal().getName();
        return Response.ok(Json.text(Map.of("id", id, "from", from, "transfer", transfer.get())))
                .build();
    }

    /** For any valid token. Revokes all tokens that the caller's client has got for the caller. */
    @Authenticated
    @POST
    @Path("v1/disconnect")
    public String disconnect(@Context SecurityContext caller) {
        VerifiedToken token = (VerifiedToken) caller.getUserPrincipal();
        revocations.revoke(token).toCompletableFuture().join();
        return Json.text(Map.of("disconnected", token.subject()));
    }

    /** For nobody: endpoints without a declaration are closed. */
    @GET
    @Path("v1/admin")
    public String admin() {
        return Json.text(Map.of("admin", true));
    }

    /** For everybody. Answers the library's meters as Prometheus text. */
    @Open
    @GET
    @Path("metrics")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics() {
        return registry.scrape();
    }
}
