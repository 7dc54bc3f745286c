package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.Map;
import java.util.Set;

/** The whole contract on Jetty. */
class JettyContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return JettyDoor.open(settings);
    }

    @Override
    protected Map<Row, String> gaps() {
        return JettyDoor.gaps();
    }

    @Override
    protected String door() {
        return JettyServer.name();
    }

    @Override
    protected Set<String> containerLogs() {
        return JettyServer.WIRE_LOGS;
    }
}
