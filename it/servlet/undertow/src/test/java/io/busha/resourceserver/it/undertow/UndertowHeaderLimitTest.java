package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.HeaderLimitTest;
import io.busha.resourceserver.it.app.WarServer;

/** The default header limit of Undertow 2.3. */
class UndertowHeaderLimitTest extends HeaderLimitTest {

    @Override
    protected WarServer startWithDefaults() {
        return UndertowServer.startWithDefaults();
    }

    @Override
    protected String server() {
        return UndertowServer.name();
    }

    @Override
    protected int refusal() {
        return 400;
    }
}
