package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** The audit of a WAR on Tomcat. */
class TomcatWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
