package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Undertow 2.3 logs of a WAR that starts, with eager filters. */
class UndertowWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() {
        return UndertowServer.startEager();
    }
}
