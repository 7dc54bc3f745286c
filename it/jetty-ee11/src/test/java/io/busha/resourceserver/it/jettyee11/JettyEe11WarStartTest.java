package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Jetty 12.1, ee11. */
class JettyEe11WarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
