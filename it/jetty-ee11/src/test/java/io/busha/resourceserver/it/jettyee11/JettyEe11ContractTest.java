package io.busha.resourceserver.it.jettyee11;

import io.busha.resourceserver.testkit.Door;
import io.busha.resourceserver.testkit.HttpContract;
import io.busha.resourceserver.testkit.Row;
import java.util.Map;
import java.util.Set;

/** The whole contract on Jetty 12.1, ee11. */
class JettyEe11ContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return JettyDoor.open(settings);
    }

    @Override
    protected Map<Row, String> gaps() {
        return JettyDoor.GAPS;
    }

    @Override
    protected String door() {
        return "jetty-12.1-ee11";
    }

    @Override
    protected Set<String> containerLogs() {
        return JettyServer.WIRE_LOGS;
    }
}
