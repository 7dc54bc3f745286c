package com.example.ledger;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Has no declaration, so it is closed. */
@Path("/v1/reports")
public class Reports {
    @GET
    public String newest() {
        return "a report";
    }

    @POST
    public String write(String text) {
        return text;
    }
}
