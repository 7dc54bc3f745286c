package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WarStartTest;
import org.junit.jupiter.api.Nested;

/** How a WAR starts on Undertow 2.3. */
class UndertowWarStartTest {

    /** Undertow as it comes: faults are told by the first request. */
    @Nested
    class WithTheFirstRequest extends WarStartTest {

        @Override
        protected WarServer start() {
            return UndertowServer.start();
        }
    }

    /** With eager filters, faults are told while the WAR is deployed. */
    @Nested
    class WithEagerFilters extends WarStartTest {

        @Override
        protected WarServer start() {
            return UndertowServer.startEager();
        }
    }
}
