package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.RestartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR on Jetty, stopped and started. */
class JettyRestartTest extends RestartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
