package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR that does not start leaves nothing behind on Tomcat. */
class TomcatFailedStartTest extends FailedStartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
