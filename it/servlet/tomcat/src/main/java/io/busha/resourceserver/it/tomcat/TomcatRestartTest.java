package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.RestartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR on Tomcat, stopped and started. */
class TomcatRestartTest extends RestartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
