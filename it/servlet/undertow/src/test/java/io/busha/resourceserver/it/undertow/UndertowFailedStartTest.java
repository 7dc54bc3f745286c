package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** What Undertow 2.3 keeps of a WAR that does not start. */
class UndertowFailedStartTest extends FailedStartTest {

    @Override
    protected WarServer start() {
        return UndertowServer.startEager();
    }

    @Override
    protected boolean endsListenersThatHaveBegun() {
        return false;
    }
}
