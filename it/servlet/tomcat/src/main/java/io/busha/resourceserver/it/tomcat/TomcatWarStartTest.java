package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Tomcat. */
class TomcatWarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
