package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Tomcat 10.1 takes by default. */
class Tomcat10HeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return TomcatServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return "Tomcat 10.1";
    }
}
