package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Jetty logs of a WAR that starts. */
class JettyWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }
}
