package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat 11, by nothing but a {@code web.xml}; no token is remembered. */
class Tomcat11WarContractTest extends WarContract {

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
        return "tomcat-11-war";
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
