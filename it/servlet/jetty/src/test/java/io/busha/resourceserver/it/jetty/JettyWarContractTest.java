package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Set;

/** The whole contract on Jetty, configured by a {@code web.xml} only. */
class JettyWarContractTest extends WarContract {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }

    @Override
    protected String door() {
        return JettyServer.name() + "-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return JettyServer.WIRE_LOGS;
    }
}
