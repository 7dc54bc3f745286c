package io.busha.resourceserver.it.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client. */
final class WebSocketClient implements AutoCloseable {

    private static final long LIMIT = 60;

    private final WebSocket socket;
    private final BlockingQueue<String> received;

    private WebSocketClient(WebSocket socket, BlockingQueue<String> received) {
        this.socket = socket;
        this.received = received;
    }

    /** Connects with this token, or without one if it is empty. */
    static WebSocketClient begin(URI server, String path, String token) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket.Builder opening = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!token.isEmpty()) {
            opening.header("Authorization", "Bearer " + token);
        }
        URI uri = URI.create("ws://" + server.getAuthority() + path);
        return new WebSocketClient(
                opening.buildAsync(uri, new Messages(received)).join(), received);
    }

    /** Returns the next message of the server. */
    String receive() throws InterruptedException {
        return Objects.requireNonNull(received.poll(LIMIT, TimeUnit.SECONDS), "no message from the server");
    }

    /** Sends a message and returns the answer. */
    String answerTo(String message) throws InterruptedException {
        socket.sendText(message, true).join();
        return receive();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private record Messages(BlockingQueue<String> received) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }
    }
}
