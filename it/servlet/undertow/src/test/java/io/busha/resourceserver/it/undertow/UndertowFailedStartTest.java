package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.FailedStartTest;
import io.busha.resourceserver.it.app.WarServer;

/** A WAR that does not start leaves nothing behind on Undertow 2.3. */
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
