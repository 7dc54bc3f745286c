package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.WarContract;
import io.busha.resourceserver.it.app.WarServer;
import java.util.Set;

/** The whole contract on Tomcat 11, by nothing but a {@code web.xml}. */
class Tomcat11WarContractTest extends WarContract {

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
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
