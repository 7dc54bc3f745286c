package io.busha.resourceserver.it.resteasy;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.RedeployTest;
import jakarta.servlet.Servlet;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.Test;

final class RestEasyRedeployTest extends RedeployTest {

    RestEasyRedeployTest() {
        super(new RestEasyRuntime());
    }

    @Override
    protected void restart(Servlet servlet) {
        ResteasyDeployment deployment = deployment(servlet);
        deployment.stop();
        deployment.start();
    }

    private static ResteasyDeployment deployment(Servlet servlet) {
        return (ResteasyDeployment)
                servlet.getServletConfig().getServletContext().getAttribute(ResteasyDeployment.class.getName());
    }

    /** RESTEasy's servlet keeps serving with a stopped deployment until the container destroys the servlet. */
    @Test
    void servesRequestsAfterDeploymentStops() throws Exception {
        assertThat(statusAfter(servlet -> deployment(servlet).stop())).isEqualTo(200);
    }
}
