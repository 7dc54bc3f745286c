package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.demo.contract.CommandContract;

class JaxRsDemoTest extends CommandContract {

    JaxRsDemoTest() {
        super("jaxrs", GrizzlyApi::start, JaxRsDemo.class);
    }
}
