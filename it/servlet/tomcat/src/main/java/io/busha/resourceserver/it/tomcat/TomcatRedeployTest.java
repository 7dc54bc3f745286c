package io.busha.resourceserver.it.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.key.SignatureProvider;
import org.junit.jupiter.api.BeforeAll;

/** What Tomcat keeps of a WAR that is gone. */
class TomcatRedeployTest extends RedeployTest {

    /** The native provider starts a thread for good, under whoever loads it first: here the server, not the application. */
    @BeforeAll
    static void loadNativeCode() {
        assertThat(SignatureProvider.named("auto").name()).isNotEmpty();
    }

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
