package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** The default header limit of Jetty. */
class JettyHeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return JettyServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return JettyServer.name();
    }

    @Override
    protected int refusal() {
        return 431;
    }
}
