package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** The default header limit of Tomcat. */
class TomcatHeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() throws Exception {
        return TomcatServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return TomcatServer.name();
    }

    @Override
    protected int refusal() {
        return 400;
    }
}
