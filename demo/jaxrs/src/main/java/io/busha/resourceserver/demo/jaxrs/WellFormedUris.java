package io.busha.resourceserver.demo.jaxrs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.http.util.HttpStatus;

/** Answers 400 to a request whose target or host is not a valid URI. Jersey's container would answer 500. */
final class WellFormedUris extends HttpHandler {

    private final HttpHandler next;

    private WellFormedUris(HttpHandler next) {
        this.next = next;
    }

    /** Wraps each handler of a server that has not started. */
    static void require(ServerConfiguration server) {
        Map<HttpHandler, HttpHandlerRegistration[]> handlers = Map.copyOf(server.getHttpHandlersWithMapping());
        handlers.forEach((handler, mappings) -> {
            server.removeHttpHandler(handler);
            server.addHttpHandler(new WellFormedUris(handler), mappings);
        });
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (isWellFormed(request)) {
            next.service(request, response);
        } else {
            response.setStatus(HttpStatus.BAD_REQUEST_400);
        }
    }

    private static boolean isWellFormed(Request request) {
        String query = request.getQueryString();
        String host = "http://" + request.getServerName() + ":" + request.getServerPort();
        try {
            new URI(host + request.getRequestURI() + (query == null ? "" : "?" + query)).parseServerAuthority();
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public void start() {
        next.start();
    }

    @Override
    public void destroy() {
        next.destroy();
    }
}
