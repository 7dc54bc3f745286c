package com.example.ledger;

import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** The resource of the README. */
@Path("/v1/balances")
public class Balances {
    @GET
    @RequireScope("balances:read")
    public String balances(@Context SecurityContext caller) {
        return "balances of " + caller.getUserPrincipal().getName();
    }
}
