package io.busha.resourceserver.demo.webflux;

import io.busha.resourceserver.demo.contract.CommandContract;

class WebFluxDemoTest extends CommandContract {

    WebFluxDemoTest() {
        super("webflux", BootApi::start, WebFluxDemo.class);
    }
}
