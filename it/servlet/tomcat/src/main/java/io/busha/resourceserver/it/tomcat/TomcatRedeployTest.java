package io.busha.resourceserver.it.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.app.RedeployTest;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.key.SignatureProvider;
import org.junit.jupiter.api.BeforeAll;

/** An undeployed WAR leaves nothing behind on Tomcat. */
class TomcatRedeployTest extends RedeployTest {

    /** Loads the native provider outside the application, because it starts a permanent thread in the loading context. */
    @BeforeAll
    static void loadNativeCode() {
        assertThat(SignatureProvider.named("auto").name()).isNotEmpty();
    }

    @Override
    protected WarServer start() throws Exception {
        return TomcatServer.start();
    }
}
