package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.RestartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR on Undertow, stopped and started. */
class UndertowRestartTest extends RestartTest {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }
}
