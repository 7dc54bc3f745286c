package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty keeps of a WAR that does not start. */
class JettyFailedStartTest extends FailedStartTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
