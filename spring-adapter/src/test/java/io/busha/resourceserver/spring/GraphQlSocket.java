package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of GraphQL over WebSocket. */
public final class GraphQlSocket {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private GraphQlSocket(URI server, String authorization) {
        String[] header = authorization.split(": ", 2);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header(header[0], header[1])
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/sockets"), new Messages())
                .join();
    }

    private final class Messages implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            received.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }
    }

    /** At the path {@code /sockets}, with this header line. */
    public static GraphQlSocket open(URI server, String authorization) throws InterruptedException {
        GraphQlSocket opened = new GraphQlSocket(server, authorization);
        opened.socket.sendText("{\"type\":\"connection_init\"}", true).join();
        assertThat(opened.next()).contains("connection_ack");
        return opened;
    }

    /** The answer to a query for one field. */
    public String ask(String field) throws InterruptedException {
        String query = "{\"id\":\"%1$s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{%1$s}\"}}";
        socket.sendText(query.formatted(field), true).join();
        String answer = next();
        assertThat(next()).contains("complete");
        return answer;
    }

    private String next() throws InterruptedException {
        return String.valueOf(received.poll(1, TimeUnit.MINUTES));
    }
}
