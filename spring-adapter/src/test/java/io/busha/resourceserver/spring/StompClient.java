package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;

/** A client of STOMP over WebSocket, connected: over a socket of its own, or over one of SockJS. */
public final class StompClient implements AutoCloseable {

    private static final String CLOSED = "closed";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final boolean isSockJs;
    private final WebSocket socket;

    private StompClient(URI server, String path, boolean isSockJs, String... headers) {
        this.isSockJs = isSockJs;
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (String header : headers) {
            String[] halves = header.split(": ", 2);
            builder.header(halves[0], halves[1]);
        }
        socket = builder.buildAsync(URI.create("ws://" + server.getAuthority() + path), new Frames())
                .join();
    }

    private final class Frames implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (!isSockJs || text.charAt(0) == 'a') { // "o" is SockJS's own
                received.add(text.toString());
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add(CLOSED);
            return null;
        }
    }

    /**
     * An executor for the channel of frames to clients: one thread writes them all. Otherwise Spring may drop an ERROR, where another
     * thread still writes the frame before it when the session is closed.
     */
    public static TaskExecutor inOrder() {
        return new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "frames");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** With these header lines in the handshake. */
    public static StompClient connect(URI server, String path, String... headers) {
        return new StompClient(server, path, false, headers).connected("");
    }

    /** With these header lines in the handshake of SockJS's WebSocket transport. */
    public static StompClient connectBySockJs(URI server, String path, String... headers) {
        return new StompClient(server, path + "/000/" + UUID.randomUUID() + "/websocket", true, headers).connected("");
    }

    /** With another header line in the CONNECT frame, and none in the handshake. */
    public static StompClient connectWithFrame(URI server, String path, String line) {
        return new StompClient(server, path, false).connected(line.replace(": ", ":") + "\n");
    }

    private StompClient connected(String headers) {
        frame("CONNECT\naccept-version:1.2\nhost:localhost\n" + headers);
        assertThat(next()).contains("CONNECTED");
        return this;
    }

    private void frame(String head) {
        String frame = head + "\n\0";
        String escaped = "[\"" + frame.replace("\n", "\\n").replace("\0", "\\u0000") + "\"]";
        socket.sendText(isSockJs ? escaped : frame, true).join();
    }

    /** A message without a body. */
    public StompClient send(String destination) {
        frame("SEND\ndestination:" + destination + "\n");
        return this;
    }

    public StompClient subscribe(String destination) {
        frame("SUBSCRIBE\nid:1\ndestination:" + destination + "\n");
        return this;
    }

    /** The next frame from the server. */
    public String next() {
        try {
            return String.valueOf(received.poll(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's next word is that it hangs up. */
    public void isClosed() {
        assertThat(next()).isEqualTo(CLOSED);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
