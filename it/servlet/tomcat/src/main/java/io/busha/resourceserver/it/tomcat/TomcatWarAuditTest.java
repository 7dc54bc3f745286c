package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** How a WAR starts on Tomcat. */
class TomcatWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
