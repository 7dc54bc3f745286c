package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.DeployedWar;
import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.contract.DoorName;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.jsp.HackInstanceManager;
import io.undertow.jsp.JspServletBuilder;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.xnio.Option;
import org.xnio.OptionMap;

/** An Undertow at 127.0.0.1 and a free port, for one application at a time. It accepts headers of 128 KiB and any body. */
final class UndertowServer implements WarServer {

    /** The loggers that print requests and responses before and after any filter. */
    static final Set<String> WIRE_LOGS = Set.of();

    private static final OptionMap CONTRACT =
            OptionMap.create(UndertowOptions.MAX_HEADER_SIZE, 128 * 1024, UndertowOptions.MAX_ENTITY_SIZE, -1L);

    private final Undertow undertow;
    private final boolean eagerFilters;
    private volatile HttpHandler application = ResponseCodeHandler.HANDLE_404;

    private UndertowServer(OptionMap options, boolean eagerFilters) {
        Undertow.Builder builder =
                Undertow.builder().setIoThreads(2).setWorkerThreads(40).addHttpListener(0, "127.0.0.1", this::handle);
        options.forEach(option -> set(builder, option, options));
        this.undertow = builder.build();
        this.eagerFilters = eagerFilters;
    }

    /** Returns the name with the version on the class path: {@code undertow-2.3}. */
    static String name() {
        return DoorName.of("undertow", Undertow.class);
    }

    /** Starts a server with Undertow's defaults: filters are initialised by their first request. */
    static UndertowServer start() {
        return start(OptionMap.EMPTY);
    }

    /** Starts a server with further options. */
    static UndertowServer start(OptionMap options) {
        OptionMap all = OptionMap.builder().addAll(CONTRACT).addAll(options).getMap();
        return new UndertowServer(all, false).started();
    }

    /** Starts a server that initialises filters with the application. */
    static UndertowServer startEager() {
        return new UndertowServer(CONTRACT, true).started();
    }

    /** Starts a server with Undertow's default limits. */
    static UndertowServer startWithDefaults() {
        return new UndertowServer(OptionMap.EMPTY, false).started();
    }

    private UndertowServer started() {
        undertow.start();
        return this;
    }

    private static <T> void set(Undertow.Builder builder, Option<T> option, OptionMap options) {
        builder.setServerOption(option, options.get(option));
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        application.handleRequest(exchange);
    }

    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** Lets Jastow, Undertow's JSP engine, serve JSPs. */
    static DeploymentInfo withJsps(DeploymentInfo info) {
        JspServletBuilder.setupDeployment(info, new HashMap<>(), new HashMap<>(), new HackInstanceManager());
        return info.addServlet(JspServletBuilder.createServlet("jsp", "*.jsp"));
    }

    /** Lets Undertow answer WebSocket handshakes for these annotated endpoints and for those added by code. */
    static DeploymentInfo withWebSockets(DeploymentInfo info, List<Class<?>> annotated) {
        WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo()
                .setBuffers(new DefaultByteBufferPool(false, 4 * 1024))
                .setDispatchToWorkerThread(true);
        annotated.forEach(sockets::addEndpoint);
        return info.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
    }

    /** Starts an application. Its resources are closed after it. */
    Deployed deploy(DeploymentInfo info, Closeable belonging) throws ServletException {
        DeploymentManager manager = Servlets.newContainer().addDeployment(info.setEagerFilterInit(eagerFilters));
        Deployed door = new Deployed(info, manager, belonging);
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
    public DeployedWar deploy(War war) throws ServletException, IOException {
        WarLoader loader = WarLoader.of(war);
        DeploymentInfo info = withJsps(WarReader.read(war.folder(), loader));
        return deploy(info, loader);
    }

    @Override
    public void close() {
        undertow.stop();
    }

    /** A running application. */
    final class Deployed extends DeployedWar {
        private final DeploymentInfo info;
        private final DeploymentManager manager;
        private final Closeable belonging;

        Deployed(DeploymentInfo info, DeploymentManager manager, Closeable belonging) {
            this.info = info;
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
        public void restart() throws ServletException {
            manager.stop();
            manager.undeploy();
            manager.deploy();
            application = manager.start();
        }

        @Override
        public void close() {
            application = ResponseCodeHandler.HANDLE_404;
            try (belonging) {
                manager.stop();
                manager.undeploy();
                info.getResourceManager().close();
            } catch (ServletException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
