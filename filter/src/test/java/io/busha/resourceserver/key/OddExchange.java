package io.busha.resourceserver.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request to an {@link OddServer}, and the way back. */
final class OddExchange {

    static final String JSON = "Content-Type: application/json";

    private final OddServer server;
    private final String head;
    private final int number;
    private final InputStream in;
    private final OutputStream out;
    private boolean last;

    OddExchange(OddServer server, String head, int number, InputStream in, OutputStream out) {
        this.server = server;
        this.head = head;
        this.number = number;
        this.in = in;
        this.out = out;
    }

    /** Returns whether the connection has carried an earlier request. */
    boolean isOnUsedConnection() {
        return number > 0;
    }

    boolean isLast() {
        return last;
    }

    String method() {
        return head.split(" ", 2)[0];
    }

    String target() {
        return head.split(" ", 3)[1];
    }

    String path() {
        return URI.create(target()).getPath();
    }

    /** Returns the value of a header, or null if there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    boolean isForKeys() {
        return path().equals("/keys");
    }

    /** Returns what a well-behaved issuer would answer. */
    String document() {
        return isForKeys() ? OddServer.keys(OddServer.KEY.jwk()) : OddServer.discovery(server.uri(), "/keys");
    }

    void sendDocument() throws IOException {
        send(document());
    }

    void send(String document, String... headers) throws IOException {
        send(200, document.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Sends a head with this status and length. */
    void send(int status, byte[] body, String... headers) throws IOException {
        head(status, String.join("\r\n", headers), "Content-Length: " + body.length);
        write(body);
    }

    void head(int status, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Odd\r\n");
        for (String header : headers) {
            text.append(header).append(header.isEmpty() ? "" : "\r\n");
        }
        write(OddServer.bytes(text.append("\r\n").toString()));
    }

    /** Sends one chunk and the final empty chunk. */
    void sendChunked(String document) throws IOException {
        head(200, "Transfer-Encoding: chunked");
        write(OddServer.bytes(Integer.toHexString(document.length()) + "\r\n" + document + "\r\n0\r\n\r\n"));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends nothing more until the client disconnects. */
    void fallSilent() throws IOException {
        close();
        OddServer.swallow(in);
    }

    /** Closes the connection after this answer. */
    void close() {
        last = true;
    }

    /** Connects the client to the target of its CONNECT request. */
    void tunnel() throws IOException {
        URI to = URI.create("tunnel://" + target());
        try (Socket other = new Socket(to.getHost(), to.getPort())) {
            head(200);
            OddServer.daemon(() -> other.getInputStream().transferTo(out));
            in.transferTo(other.getOutputStream());
        }
    }
}
