package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** An undeployed WAR leaves nothing behind on Jetty. */
class JettyRedeployTest extends RedeployTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
