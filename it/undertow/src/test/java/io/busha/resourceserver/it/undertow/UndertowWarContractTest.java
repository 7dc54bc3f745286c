package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.testkit.Row;
import java.util.Map;
import java.util.Set;

/** The whole contract on Undertow 2.3, by nothing but a {@code web.xml}. */
class UndertowWarContractTest extends WarContract {

    @Override
    protected WarServer start() {
        return UndertowServer.start();
    }

    @Override
    protected Map<Row, String> gaps() {
        return Map.of(Row.JSP, "Undertow reads no WAR by itself, and has its JSPs where it is set up by code");
    }

    @Override
    protected String door() {
        return "undertow-2.3-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return UndertowServer.WIRE_LOGS;
    }
}
