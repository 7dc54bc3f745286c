package io.busha.resourceserver.spring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/** Handshakes of the JDK's WebSocket client. */
public final class Handshake {

    private static final int OPEN = 101;

    private Handshake() {}

    /** The status of the answer. A socket that opens is closed again. */
    public static int with(URI server, String path, String... headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (String header : headers) {
            String[] halves = header.split(": ", 2);
            builder.header(halves[0], halves[1]);
        }
        URI uri = URI.create("ws://" + server.getAuthority() + path);
        try {
            close(builder.buildAsync(uri, new WebSocket.Listener() {}).join());
            return OPEN;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException denied) {
                return denied.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** The server may have been quicker. */
    private static void close(WebSocket socket) {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(any -> socket)
                .join();
    }
}
