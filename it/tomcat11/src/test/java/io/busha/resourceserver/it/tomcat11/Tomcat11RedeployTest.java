package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Tomcat 11 keeps of a WAR that is gone. */
class Tomcat11RedeployTest extends RedeployTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
