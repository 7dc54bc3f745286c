package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat 10.1, by nothing but a {@code web.xml}; no token is remembered. */
class Tomcat10WarContractTest extends WarContract {

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
        return "tomcat-10.1-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
