package io.busha.resourceserver.it.resteasy;

import io.busha.resourceserver.it.jaxrs.RedeployTest;
import jakarta.servlet.Servlet;
import org.jboss.resteasy.spi.ResteasyDeployment;

final class RestEasyRedeployTest extends RedeployTest {

    RestEasyRedeployTest() {
        super(new RestEasyRuntime());
    }

    @Override
    protected void restart(Servlet servlet) {
        ResteasyDeployment deployment = (ResteasyDeployment)
                servlet.getServletConfig().getServletContext().getAttribute(ResteasyDeployment.class.getName());
        deployment.stop();
        deployment.start();
    }
}
