package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Set;

/** The whole contract on Jetty 12.1, ee11, by nothing but a {@code web.xml}. */
class JettyEe11WarContractTest extends WarContract {

    @Override
    protected WarServer start() throws Exception {
        return JettyServer.start();
    }

    @Override
    protected String door() {
        return "jetty-12.1-ee11-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return JettyServer.WIRE_LOGS;
    }
}
