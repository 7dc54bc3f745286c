package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** How a WAR starts on Tomcat 10.1. */
class Tomcat10WarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
