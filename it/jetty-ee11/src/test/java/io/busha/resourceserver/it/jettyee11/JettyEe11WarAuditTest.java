package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty 12.1, ee11 logs of a WAR that starts. */
class JettyEe11WarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
