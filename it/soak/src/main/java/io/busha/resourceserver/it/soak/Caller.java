package io.busha.resourceserver.it.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client with one connection, kept as long as the server keeps it. Not thread-safe. */
final class Caller implements AutoCloseable {

    private static final int SILENCE = Math.toIntExact(Duration.ofSeconds(10).toMillis());
    private static final byte[] THIS_MACHINE = {127, 0, 0, 1};
    private static final String LENGTH = "content-length:";

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Caller(int port) {
        this.port = port;
    }

    /** Sends this token, or none if it is empty. */
    Exchange call(Kind kind, String kid, String token) {
        byte[] request = request(kind, token);
        long sent = System.nanoTime();
        int status = Exchange.NO_ANSWER;
        try {
            status = exchange(request);
        } catch (IOException e) {
            close();
        }
        return new Exchange(kind, kid, sent, status, System.nanoTime());
    }

    private static byte[] request(Kind kind, String token) {
        String path = kind == Kind.OPEN ? Endpoints.HEALTH : Endpoints.BALANCES;
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization + "\r\n").getBytes(ISO_8859_1);
    }

    private int exchange(byte[] request) throws IOException {
        if (socket == null || in == null) {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE);
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(THIS_MACHINE), port), SILENCE);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line(in).substring(9, 12));
        List<String> head = head(in);
        in.skipNBytes(lengthIn(head));
        if (head.contains("connection: close")) {
            close();
        }
        return status;
    }

    /** Returns the header lines in lower case. */
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line.toLowerCase(Locale.ROOT));
        }
        return lines;
    }

    private static long lengthIn(List<String> head) throws IOException {
        for (String line : head) {
            if (line.startsWith(LENGTH)) {
                return Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        throw new IOException("the answer does not say how long it is");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has gone");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot close a socket", e);
        } finally {
            socket = null;
            in = null;
        }
    }
}
