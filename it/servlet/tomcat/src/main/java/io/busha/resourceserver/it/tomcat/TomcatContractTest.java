package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.ByCode;
import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat. */
class TomcatContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new TomcatDoor(settings);
    }

    /** Only the newest Tomcat always runs the rows about tokens. */
    @Override
    protected boolean runsTokenRows() {
        return super.runsTokenRows() || door().equals("tomcat-11.0");
    }

    @Override
    protected Map<Row, String> gaps() {
        return ByCode.gaps();
    }

    @Override
    protected String door() {
        return TomcatServer.name();
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
