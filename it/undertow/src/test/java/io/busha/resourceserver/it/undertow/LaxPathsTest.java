package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.testkit.Door;
import io.busha.resourceserver.testkit.HttpContract;
import io.busha.resourceserver.testkit.Row;
import io.undertow.UndertowOptions;
import java.util.Map;
import java.util.Set;

/** The rows about paths on an Undertow that decodes slashes, as an operator may set it. */
class LaxPathsTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new UndertowDoor(settings, Map.of(UndertowOptions.DECODE_SLASH, true));
    }

    @Override
    protected String door() {
        return "undertow-2.3-lax";
    }

    @Override
    protected Set<Row> rows() {
        return Set.of(Row.PATH_OF_ROUTE_LINES, Row.PATH_OF_ANNOTATIONS);
    }
}
