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

/** A WebSocket, as its client sees it. */
final class SocketTalk implements AutoCloseable {

    private static final long LIMIT = 60;

    private final WebSocket socket;
    private final BlockingQueue<String> heard;

    private SocketTalk(WebSocket socket, BlockingQueue<String> heard) {
        this.socket = socket;
        this.heard = heard;
    }

    /** Opens one with this token, or with none where it is empty. */
    static SocketTalk begin(URI server, String path, String token) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket.Builder opening = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!token.isEmpty()) {
            opening.header("Authorization", "Bearer " + token);
        }
        URI uri = URI.create("ws://" + server.getAuthority() + path);
        return new SocketTalk(opening.buildAsync(uri, new Ear(heard)).join(), heard);
    }

    /** The next message of the server. */
    String hear() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(LIMIT, TimeUnit.SECONDS), "the server says nothing");
    }

    /** What it says to this. */
    String say(String message) throws InterruptedException {
        socket.sendText(message, true).join();
        return hear();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private record Ear(BlockingQueue<String> heard) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.add(data.toString());
            socket.request(1);
            return null;
        }
    }
}
