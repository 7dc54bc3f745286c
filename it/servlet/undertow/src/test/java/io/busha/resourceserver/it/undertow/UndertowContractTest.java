package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.ByCode;
import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.Map;
import java.util.Set;
import org.xnio.OptionMap;

/** The whole contract on Undertow 2.3. */
class UndertowContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new UndertowDoor(settings, OptionMap.EMPTY);
    }

    @Override
    protected Map<Row, String> gaps() {
        return ByCode.gaps();
    }

    @Override
    protected String door() {
        return UndertowServer.name();
    }

    @Override
    protected Set<String> containerLogs() {
        return UndertowServer.WIRE_LOGS;
    }
}
