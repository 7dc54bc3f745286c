package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** How a WAR starts on Tomcat 11. */
class Tomcat11WarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
