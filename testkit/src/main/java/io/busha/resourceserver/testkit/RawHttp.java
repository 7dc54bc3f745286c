package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over a plain socket: sends exactly the given bytes, however malformed, and reads one response. It reads while it is still
 * writing, so a server may refuse before it has received the whole body, and reset the connection afterwards. If a server is silent for a
 * minute or ends a response too early, {@link UncheckedIOException} is thrown.
 */
public final class RawHttp {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final int TAKEN_AT_ONCE = 8 * 1024;

    private RawHttp() {}

    /** Sends this text in ISO-8859-1. */
    public static Response send(URI server, String request) {
        return send(server, request.getBytes(ISO_8859_1));
    }

    /** Sends these bytes. If the body is shorter than its Content-Length, the response is read anyway. */
    public static Response send(URI server, byte[] request) {
        return send(server, request, TIMEOUT);
    }

    static Response send(URI server, byte[] request, Duration silence) {
        int timeout = Math.toIntExact(silence.toMillis());
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeout);
            socket.connect(new InetSocketAddress(server.getHost(), port(server)), timeout);
            write(socket, request);
            boolean head = new String(request, 0, Math.min(5, request.length), ISO_8859_1).equals("HEAD ");
            return ResponseReader.read(new BufferedInputStream(socket.getInputStream()), head);
        } catch (IOException e) {
            throw new UncheckedIOException("incomplete response from " + server, e);
        }
    }

    /** Sends a GET for this path, unchanged, with Host, {@code Connection: close} and these header lines. */
    public static Response get(URI server, String rawPath, String... headerLines) {
        return send(server, head("GET", server, rawPath, headerLines) + "\r\n");
    }

    /** Sends a request with this body in UTF-8 and its length; GET and HEAD without a body declare no length. */
    public static Response request(String method, URI server, String rawPath, String body, String... headerLines) {
        byte[] bytes = body.getBytes(UTF_8);
        boolean bare = bytes.length == 0 && (method.equals("GET") || method.equals("HEAD"));
        String length = bare ? "" : "Content-Length: " + bytes.length + "\r\n";
        return send(server, joined(head(method, server, rawPath, headerLines) + length, bytes));
    }

    /** Declares a body of one length, sends only {@code sentLength} bytes of it, and reads the response while the rest is missing. */
    public static Response partial(
            String method, URI server, String rawPath, long declaredLength, int sentLength, String... headerLines) {
        String head = head(method, server, rawPath, headerLines) + "Content-Length: " + declaredLength + "\r\n";
        return send(server, joined(head, "x".repeat(sentLength).getBytes(ISO_8859_1)));
    }

    private static String head(String method, URI server, String rawPath, String... headerLines) {
        var head = new StringBuilder(method + " " + rawPath + " HTTP/1.1\r\n");
        head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static byte[] joined(String head, byte[] body) {
        byte[] start = (head + "\r\n").getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static int port(URI server) {
        if (!"http".equals(server.getScheme())) {
            throw new IllegalArgumentException("only http is supported: " + server);
        }
        return server.getPort() < 0 ? 80 : server.getPort();
    }

    /** A short request fits into the socket's buffer and needs no separate thread for writing. */
    private static void write(Socket socket, byte[] request) {
        Runnable write = () -> {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException unheard) {
                // A server may respond and close before it has received everything: its response is what counts.
            }
        };
        if (request.length <= TAKEN_AT_ONCE) {
            write.run();
        } else {
            var writer = new Thread(write, "raw-http");
            writer.setDaemon(true);
            writer.start();
        }
    }

    /** One response. Header names are case-insensitive. Immutable. */
    public static final class Response {
        private final int status;
        private final String head;
        private final Map<String, List<String>> headers;
        private final byte[] body;

        Response(int status, String head, Map<String, List<String>> headers, byte[] body) {
            this.status = status;
            this.head = head;
            this.headers = headers;
            this.body = body;
        }

        /** Returns the status code. */
        public int status() {
            return status;
        }

        /** Returns the status line and the header lines as received, each with a line end. */
        public String head() {
            return head;
        }

        /** Returns all values of a header in the order received. */
        public List<String> headers(String name) {
            return headers.getOrDefault(name, List.of());
        }

        /** Returns the first value of a header, or null if there is none. */
        public @Nullable String header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? null : values.get(0);
        }

        /** Returns all headers. */
        public Map<String, List<String>> allHeaders() {
            return headers;
        }

        /** Returns the body decoded as UTF-8, without its transfer coding. */
        public String body() {
            return new String(body, UTF_8);
        }

        /** Returns the bytes of the body, without its transfer coding. */
        public byte[] bytes() {
            return body.clone();
        }

        @Override
        public String toString() {
            return head + "\r\n" + body();
        }
    }
}
