package com.example.ledger;

import org.glassfish.jersey.server.ResourceConfig;

public class Ledger extends ResourceConfig {

    public Ledger() {
        property("busha.client-id", "busha-oauth2-00000000-0000-0000-0000-000000000000-live");
        register(Balances.class);
        register(Reports.class);
    }
}
