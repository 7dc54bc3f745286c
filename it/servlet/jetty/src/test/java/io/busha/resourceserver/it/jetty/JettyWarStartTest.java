package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Jetty. */
class JettyWarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
