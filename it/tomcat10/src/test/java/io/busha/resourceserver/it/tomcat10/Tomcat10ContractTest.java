package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.testkit.Door;
import io.busha.resourceserver.testkit.HttpContract;
import java.util.Map;
import java.util.Set;

/** The whole contract on Tomcat 10.1. */
class Tomcat10ContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new TomcatDoor(settings);
    }

    @Override
    protected String door() {
        return "tomcat-10.1";
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
