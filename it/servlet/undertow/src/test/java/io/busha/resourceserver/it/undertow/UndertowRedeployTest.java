package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;

/** An undeployed WAR leaves nothing behind on Undertow 2.3. */
class UndertowRedeployTest extends RedeployTest {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }
}
