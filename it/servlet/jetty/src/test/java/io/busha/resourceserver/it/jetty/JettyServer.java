package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.app.DeployedWar;
import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WarServer;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty at 127.0.0.1 and a free port. It accepts headers of 128 KiB, and each WAR has its own class loader. */
final class JettyServer implements WarServer {

    /** The loggers that print requests and responses before and after any filter. */
    static final Set<String> WIRE_LOGS = Set.of(
            "org.eclipse.jetty.http.HttpParser",
            "org.eclipse.jetty.http.HttpGenerator",
            "org.eclipse.jetty.io.SocketChannelEndPoint",
            "org.eclipse.jetty.io.WriteFlusher",
            "org.eclipse.jetty.server.internal.HttpChannelState",
            "org.eclipse.jetty.ee10.servlet.HttpOutput");

    private static final int HEADERS = 128 * 1024;

    private final Server server = new Server(new QueuedThreadPool(40, 8));
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    private final ContextHandlerCollection applications = new ContextHandlerCollection();

    /** Creates a server that accepts headers as large as the contract sends. */
    JettyServer() {
        this(HEADERS);
    }

    private JettyServer(int headers) {
        http.setRequestHeaderSize(headers);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(applications);
    }

    /** Starts a server without an application. */
    static JettyServer start() throws Exception {
        return new JettyServer().started();
    }

    /** Starts a server with Jetty's default limits. */
    static JettyServer startWithDefaults() throws Exception {
        return new JettyServer(new HttpConfiguration().getRequestHeaderSize()).started();
    }

    private JettyServer started() throws Exception {
        server.start();
        return this;
    }

    /** Returns the name with the versions on the class path: {@code jetty-12.1-ee10}. */
    static String name() {
        String ee = WebAppContext.class.getPackageName().split("\\.", -1)[3];
        return DoorName.of("jetty", Server.class) + "-" + ee;
    }

    void tolerate(UriCompliance compliance) {
        http.setUriCompliance(compliance);
    }

    void start(Handler application) throws Exception {
        applications.addHandler(application);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public DeployedWar deploy(War war) throws Exception {
        WebAppContext application = new WebAppContext(war.folder().toString(), "/");
        application.setThrowUnavailableOnStartupException(true);
        applications.addHandler(application);
        Deployed door = new Deployed(application);
        try {
            application.start();
        } catch (Exception e) {
            door.close();
            throw e;
        }
        return door;
    }

    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Deployed extends DeployedWar {
        private final WebAppContext application;

        Deployed(WebAppContext application) {
            this.application = application;
        }

        @Override
        public URI uri() {
            return JettyServer.this.uri();
        }

        @Override
        protected ServletContext context() {
            return application.getServletContext();
        }

        @Override
        public void restart() throws Exception {
            application.stop();
            application.start();
        }

        @Override
        public void close() {
            try {
                application.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                applications.removeHandler(application);
                application.destroy();
            }
        }
    }
}
