package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarFilterOrderTest;
import io.busha.resourceserver.it.app.WarServer;

/** The order of filters of a WAR on Undertow. */
class UndertowWarFilterOrderTest extends WarFilterOrderTest {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }
}
