package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarAuditTest;
import io.busha.resourceserver.it.app.WarServer;

/** The audit of a WAR on Undertow 2.3 with eager filters. */
class UndertowWarAuditTest extends WarAuditTest {

    @Override
    protected WarServer start() {
        return UndertowServer.startEager();
    }
}
