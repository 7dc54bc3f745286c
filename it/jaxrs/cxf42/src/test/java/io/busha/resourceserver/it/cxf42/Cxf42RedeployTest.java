package io.busha.resourceserver.it.cxf42;

import io.busha.resourceserver.it.jaxrs.RedeployTest;
import jakarta.servlet.Servlet;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.endpoint.ServerRegistry;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;

final class Cxf42RedeployTest extends RedeployTest {

    Cxf42RedeployTest() {
        super(new CxfRuntime());
    }

    @Override
    protected void restart(Servlet servlet) {
        ServerRegistry servers = ((CXFNonSpringJaxrsServlet) servlet).getBus().getExtension(ServerRegistry.class);
        for (Server server : servers.getServers()) {
            server.stop();
            server.start();
        }
    }
}
