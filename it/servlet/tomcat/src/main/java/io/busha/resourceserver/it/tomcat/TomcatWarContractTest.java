package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat, configured by a {@code web.xml} only, without the token cache. */
class TomcatWarContractTest extends WarContract {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }

    @Override
    protected Map<String, String> always() {
        return Map.of("token-cache-size", "0");
    }

    @Override
    protected String door() {
        return TomcatServer.name() + "-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
