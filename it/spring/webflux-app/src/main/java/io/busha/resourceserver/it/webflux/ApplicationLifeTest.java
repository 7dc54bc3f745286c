package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.springlife.ApplicationLife;

/** Spring WebFlux. */
class ApplicationLifeTest extends ApplicationLife {

    static {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    ApplicationLifeTest() {
        super(WebFluxDoor.Application.class, "/balances", "spring.main.web-application-type=reactive");
    }
}
