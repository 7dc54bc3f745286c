package io.busha.resourceserver.it.reactivekit;

import io.busha.resourceserver.it.springlife.ApplicationLife;

/** Spring WebFlux with Spring Security. */
class ApplicationLifeTest extends ApplicationLife {

    ApplicationLifeTest() {
        super(WalletApplication.class, "/balances");
    }
}
