package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Set;

/** The whole contract on Undertow 2.3, configured by a {@code web.xml} only. */
class UndertowWarContractTest extends WarContract {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }

    @Override
    protected String door() {
        return UndertowServer.name() + "-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return UndertowServer.WIRE_LOGS;
    }
}
