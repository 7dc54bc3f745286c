package io.busha.resourceserver.it.webflux.boot41;

import io.busha.resourceserver.it.webflux.WebFluxContract;

/** The whole contract on Spring WebFlux of Boot 4.1. */
class Boot41ContractTest extends WebFluxContract {

    @Override
    protected String door() {
        return "spring-webflux-4.1";
    }
}
