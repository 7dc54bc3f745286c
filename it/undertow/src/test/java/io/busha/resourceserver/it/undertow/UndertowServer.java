package io.busha.resourceserver.it.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.xnio.Option;

/** An Undertow with one application, at 127.0.0.1 and a free port. It takes headers of 128 KiB. */
final class UndertowServer implements AutoCloseable {

    /** The loggers that print what comes and goes on the wire, before and after any filter. */
    static final Set<String> WIRE_LOGS = Set.of();

    private static final int HEADERS = 128 * 1024;
    private static final long ANY_SIZE = -1;

    private final DeploymentManager manager;
    private final Undertow undertow;

    private UndertowServer(DeploymentManager manager, Undertow undertow) {
        this.manager = manager;
        this.undertow = undertow;
    }

    /** Starts, with further switches of the server. */
    static UndertowServer start(DeploymentInfo application, Map<Option<Boolean>, Boolean> switches)
            throws ServletException {
        DeploymentManager manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(2)
                .setWorkerThreads(40)
                .addHttpListener(0, "127.0.0.1", manager.start())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADERS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, ANY_SIZE);
        switches.forEach(builder::setServerOption);
        Undertow undertow = builder.build();
        undertow.start();
        return new UndertowServer(manager, undertow);
    }

    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    ServletContext context() {
        return manager.getDeployment().getServletContext();
    }

    @Override
    public void close() {
        try {
            undertow.stop();
            manager.stop();
            manager.undeploy();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
