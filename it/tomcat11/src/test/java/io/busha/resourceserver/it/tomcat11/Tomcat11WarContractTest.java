package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WebXml;
import io.busha.resourceserver.testkit.Door;
import io.busha.resourceserver.testkit.HttpContract;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat 11, by nothing but a {@code web.xml}. */
class Tomcat11WarContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new TomcatWarDoor(War.assemble(WebXml.with(settings)));
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
