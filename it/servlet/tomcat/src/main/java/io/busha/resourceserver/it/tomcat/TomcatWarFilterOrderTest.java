package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.WarFilterOrderTest;
import io.busha.resourceserver.it.app.WarServer;

/** The order of filters of a WAR on Tomcat. */
class TomcatWarFilterOrderTest extends WarFilterOrderTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
