package io.busha.resourceserver.it.jersey;

import io.busha.resourceserver.it.jaxrs.RedeployTest;
import jakarta.servlet.Servlet;
import org.glassfish.jersey.servlet.ServletContainer;

final class JerseyRedeployTest extends RedeployTest {

    JerseyRedeployTest() {
        super(new JerseyRuntime());
    }

    @Override
    protected void restart(Servlet servlet) {
        ((ServletContainer) servlet).reload();
    }
}
