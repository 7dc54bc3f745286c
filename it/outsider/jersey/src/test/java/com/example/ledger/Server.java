package com.example.ledger;

import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** An application on a free port, and requests to it with a token or without one. */
record Server(HttpServer server, URI uri) implements AutoCloseable {

    static final String CLIENT = "busha-oauth2-00000000-0000-0000-0000-000000000000-live";

    static Server start(ResourceConfig application) {
        HttpServer server =
                GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), application);
        int port = server.getListeners().iterator().next().getPort();
        return new Server(server, URI.create("http://127.0.0.1:" + port));
    }

    RawHttp.Response get(String path) {
        return RawHttp.get(uri, path);
    }

    RawHttp.Response get(String path, TokenMint token) {
        return RawHttp.get(uri, path, "Authorization: Bearer " + token.sign());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
