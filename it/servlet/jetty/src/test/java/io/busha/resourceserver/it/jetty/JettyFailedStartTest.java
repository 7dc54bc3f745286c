package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR that does not start leaves nothing behind on Jetty. */
class JettyFailedStartTest extends FailedStartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
