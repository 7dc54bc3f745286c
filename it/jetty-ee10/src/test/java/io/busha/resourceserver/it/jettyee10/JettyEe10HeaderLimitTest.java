package io.busha.resourceserver.it.jettyee10;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty 12.1, ee10 takes by default. */
class JettyEe10HeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return JettyServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return "Jetty 12.1, ee10";
    }
}
