package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WarServer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.xnio.Option;

/** An Undertow at 127.0.0.1 and a free port, for one application at a time. It takes headers of 128 KiB and any body. */
final class UndertowServer implements WarServer {

    /** The loggers that print what comes and goes on the wire, before and after any filter. */
    static final Set<String> WIRE_LOGS = Set.of();

    private static final int HEADERS = 128 * 1024;
    private static final long ANY_SIZE = -1;

    private final Undertow undertow;
    private final boolean eagerFilters;
    private volatile HttpHandler application = ResponseCodeHandler.HANDLE_404;

    private UndertowServer(Map<Option<Boolean>, Boolean> switches, boolean eagerFilters) {
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(2)
                .setWorkerThreads(40)
                .addHttpListener(0, "127.0.0.1", this::handle)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADERS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, ANY_SIZE);
        switches.forEach(builder::setServerOption);
        this.undertow = builder.build();
        this.eagerFilters = eagerFilters;
    }

    /** As Undertow comes: filters are initialised by the first request that they are for. */
    static UndertowServer start() {
        return start(Map.of());
    }

    /** With further switches. */
    static UndertowServer start(Map<Option<Boolean>, Boolean> switches) {
        UndertowServer server = new UndertowServer(switches, false);
        server.undertow.start();
        return server;
    }

    /** Filters are initialised with the application. */
    static UndertowServer startEager() {
        UndertowServer server = new UndertowServer(Map.of(), true);
        server.undertow.start();
        return server;
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        application.handleRequest(exchange);
    }

    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** Starts an application; what belongs to it is closed after it. */
    Deployed deploy(DeploymentInfo info, Closeable belonging) throws ServletException {
        DeploymentManager manager = Servlets.newContainer().addDeployment(info.setEagerFilterInit(eagerFilters));
        Deployed door = new Deployed(manager, belonging);
        try {
            manager.deploy();
            application = manager.start();
            return door;
        } catch (ServletException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    @Override
    public ServletDoor deploy(War war) throws ServletException, IOException {
        WarLoader loader = WarLoader.of(war.folder());
        return deploy(WarReader.read(war.folder(), loader), loader);
    }

    @Override
    public void close() {
        undertow.stop();
    }

    /** An application that runs. */
    final class Deployed extends ServletDoor {
        private final DeploymentManager manager;
        private final Closeable belonging;

        Deployed(DeploymentManager manager, Closeable belonging) {
            this.manager = manager;
            this.belonging = belonging;
        }

        @Override
        public URI uri() {
            return UndertowServer.this.uri();
        }

        @Override
        protected ServletContext context() {
            return manager.getDeployment().getServletContext();
        }

        @Override
        public void close() {
            application = ResponseCodeHandler.HANDLE_404;
            try (belonging) {
                manager.stop();
                manager.undeploy();
            } catch (ServletException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
