package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty 12.1, ee11 keeps of a WAR that is gone. */
class JettyEe11RedeployTest extends RedeployTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
