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
 * HTTP/1.1 through a plain socket: sends exactly the bytes it is given, however wrong, and reads one response. It reads
 * while it still writes, so a server may refuse before it has seen the whole body, and reset the connection after that.
 * A server that is silent for a minute, or ends a response too early, is an {@link UncheckedIOException}.
 */
public final class RawHttp {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final int TAKEN_AT_ONCE = 8 * 1024;

    private RawHttp() {}

    /** Sends this text in ISO-8859-1. */
    public static Response send(URI server, String request) {
        return send(server, request.getBytes(ISO_8859_1));
    }

    /** Sends these bytes. A body may be shorter than its Content-Length: the response is read all the same. */
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
            throw new UncheckedIOException("no whole response from " + server, e);
        }
    }

    /** Sends GET for this path, which goes out as it is, with Host, {@code Connection: close} and these header lines. */
    public static Response get(URI server, String rawPath, String... headerLines) {
        return send(server, head("GET", server, rawPath, headerLines) + "\r\n");
    }

    /** Sends a request with this body in UTF-8 and its length; without a body, GET and HEAD declare no length. */
    public static Response request(String method, URI server, String rawPath, String body, String... headerLines) {
        byte[] bytes = body.getBytes(UTF_8);
        boolean bare = bytes.length == 0 && (method.equals("GET") || method.equals("HEAD"));
        String length = bare ? "" : "Content-Length: " + bytes.length + "\r\n";
        return send(server, joined(head(method, server, rawPath, headerLines) + length, bytes));
    }

    /** Declares a body of one length, sends only so many bytes of it, and reads the response while the rest is missing. */
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
            throw new IllegalArgumentException("only http is spoken here: " + server);
        }
        return server.getPort() < 0 ? 80 : server.getPort();
    }

    /** What a socket takes at once needs no thread that writes while this one reads. */
    private static void write(Socket socket, byte[] request) {
        Runnable write = () -> {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException unheard) {
                // A server may answer and close before it has heard everything: what it says counts.
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

    /** One response. Names of headers are found in any case. Immutable. */
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

        /** The status code. */
        public int status() {
            return status;
        }

        /** The status line and the header lines as they came, each with its line end. */
        public String head() {
            return head;
        }

        /** All values of a header in the order they came. */
        public List<String> headers(String name) {
            return headers.getOrDefault(name, List.of());
        }

        /** The first value of a header, or null without one. */
        public @Nullable String header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? null : values.get(0);
        }

        /** All headers. */
        public Map<String, List<String>> allHeaders() {
            return headers;
        }

        /** The body, read as UTF-8, without its transfer coding. */
        public String body() {
            return new String(body, UTF_8);
        }

        /** The bytes of the body, without its transfer coding. */
        public byte[] bytes() {
            return body.clone();
        }

        @Override
        public String toString() {
            return head + "\r\n" + body();
        }
    }
}
