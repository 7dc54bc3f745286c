package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;

/** How a WAR starts on Undertow 2.3 with eager filters, which report faults at deployment. */
class UndertowEagerWarStartTest extends WarStartTest {

    @Override
    protected WarServer start() {
        return UndertowServer.startEager();
    }
}
