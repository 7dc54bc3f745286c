package io.busha.resourceserver.it.webflux.boot35;

import io.busha.resourceserver.it.webflux.WebFluxContract;

/** The whole contract on Spring WebFlux of Boot 3.5. */
class Boot35ContractTest extends WebFluxContract {

    @Override
    protected String door() {
        return "spring-webflux-3.5";
    }
}
