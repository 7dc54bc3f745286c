package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty 12.1, ee11 takes by default. */
class JettyEe11HeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return JettyServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return "Jetty 12.1, ee11";
    }
}
