package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Undertow 2.3 keeps of a WAR that is gone. */
class UndertowRedeployTest extends RedeployTest {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }
}
