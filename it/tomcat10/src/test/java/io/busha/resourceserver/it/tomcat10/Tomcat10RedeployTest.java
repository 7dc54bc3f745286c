package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Tomcat 10.1 keeps of a WAR that is gone. */
class Tomcat10RedeployTest extends RedeployTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
