package io.busha.resourceserver.it.resteasy;

import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.plugins.server.servlet.ResteasyContextParameters;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** RESTEasy with the servlet that its own initializer registers. */
final class RestEasyRuntime implements JaxRsRuntime {

    static String version() {
        return DoorName.version(ResteasyDeployment.class);
    }

    @Override
    public Servlet servlet(Application application, String prefix) {
        return new Dispatcher(application);
    }

    @Override
    public Map<String, String> initParameters(String prefix) {
        return Map.of(ResteasyContextParameters.RESTEASY_SERVLET_MAPPING_PREFIX, prefix);
    }

    /** Passes the application as an instance, because RESTEasy's own servlet accepts only a class name. */
    private static final class Dispatcher extends HttpServlet30Dispatcher {
        private static final long serialVersionUID = 1;

        private final transient ResteasyDeployment deployment = new ResteasyDeploymentImpl();

        Dispatcher(Application application) {
            deployment.setApplication(application);
        }

        @Override
        public void init(ServletConfig config) throws ServletException {
            deployment.start();
            config.getServletContext().setAttribute(ResteasyDeployment.class.getName(), deployment);
            super.init(config);
        }

        @Override
        public void destroy() {
            super.destroy();
            deployment.stop();
        }
    }
}
