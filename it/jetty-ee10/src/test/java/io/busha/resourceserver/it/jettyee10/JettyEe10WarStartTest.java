package io.busha.resourceserver.it.jettyee10;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Jetty 12.1, ee10. */
class JettyEe10WarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
