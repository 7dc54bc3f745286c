package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Tomcat keeps of a WAR that does not start. */
class TomcatFailedStartTest extends FailedStartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
