package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Tomcat 11. */
class Tomcat11WarStartTest extends WarStartTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
