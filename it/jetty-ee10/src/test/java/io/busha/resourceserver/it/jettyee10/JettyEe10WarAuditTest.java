package io.busha.resourceserver.it.jettyee10;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty 12.1, ee10 logs of a WAR that starts. */
class JettyEe10WarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
