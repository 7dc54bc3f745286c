package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;

/** The rows about paths and dispatches on a Jetty configured to refuse no path and to decode ambiguous ones. */
class LaxPathsTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return JettyDoor.openLax(settings, UriCompliance.UNSAFE);
    }

    @Override
    protected Map<Row, String> gaps() {
        return JettyDoor.gaps();
    }

    @Override
    protected String door() {
        return JettyServer.name() + "-lax";
    }

    @Override
    protected Set<Row> rows() {
        return EnumSet.copyOf(
                Arrays.stream(Row.values()).filter(Row::isOptional).toList());
    }

    @Override
    protected boolean isPart() {
        return true;
    }
}
