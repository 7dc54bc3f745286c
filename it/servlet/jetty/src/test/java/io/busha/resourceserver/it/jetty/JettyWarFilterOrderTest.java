package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.WarFilterOrderTest;
import io.busha.resourceserver.it.app.WarServer;

/** The order of filters of a WAR on Jetty. */
class JettyWarFilterOrderTest extends WarFilterOrderTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
