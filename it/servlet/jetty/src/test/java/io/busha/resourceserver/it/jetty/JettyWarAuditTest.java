package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** The audit of a WAR on Jetty. */
class JettyWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
