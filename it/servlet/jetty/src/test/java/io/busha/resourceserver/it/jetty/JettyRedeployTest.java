package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty keeps of a WAR that is gone. */
class JettyRedeployTest extends RedeployTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
