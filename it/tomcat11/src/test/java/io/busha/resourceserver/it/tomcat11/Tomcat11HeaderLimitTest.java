package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Tomcat 11 takes by default. */
class Tomcat11HeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return TomcatServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return "Tomcat 11";
    }
}
