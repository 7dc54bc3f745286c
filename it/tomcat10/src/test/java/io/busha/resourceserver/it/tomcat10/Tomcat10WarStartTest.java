package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Tomcat 10.1. */
class Tomcat10WarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
