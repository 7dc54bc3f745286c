package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.busha.resourceserver.testkit.SigningKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/** An issuer or a proxy on its own socket that answers in whatever way a test specifies. */
final class OddServer implements AutoCloseable {

    static final SigningKey KEY = SigningKey.rsa(2048, "good");

    private final ServerSocket listener;
    private final Manner manner;
    private final @Nullable SSLContext tls;
    private final UnaryOperator<SSLSocket> tlsManner;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<OddExchange> requests = new CopyOnWriteArrayList<>();

    interface Manner {
        void answer(OddExchange exchange) throws IOException;
    }

    private OddServer(ServerSocket listener, Manner manner, @Nullable SSLContext tls, UnaryOperator<SSLSocket> how) {
        this.listener = listener;
        this.manner = manner;
        this.tls = tls;
        this.tlsManner = how;
        daemon(this::accept);
    }

    static OddServer start(Manner manner) throws IOException {
        return start("127.0.0.1", manner, null, socket -> socket);
    }

    /** Listens at this local address, with TLS if there is a context. */
    static OddServer start(String address, Manner manner, @Nullable SSLContext tls, UnaryOperator<SSLSocket> tlsManner)
            throws IOException {
        return new OddServer(new ServerSocket(0, 0, InetAddress.getByName(address)), manner, tls, tlsManner);
    }

    int port() {
        return listener.getLocalPort();
    }

    String uri() {
        String address = listener.getInetAddress().getHostAddress();
        String host = address.contains(":") ? "[::1]" : address;
        return (tls == null ? "http://" : "https://") + host + ":" + port();
    }

    /** Returns all requests so far, in order of arrival. */
    List<OddExchange> requests() {
        return requests;
    }

    static String discovery(String issuer, String keys) {
        return JsonUtil.toJson(Map.of("issuer", issuer, "jwks_uri", issuer + keys));
    }

    static String keys(Map<?, ?>... members) {
        return JsonUtil.toJson(Map.of("keys", List.of(members)));
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            sockets.add(socket);
            daemon(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            talk(tls == null ? socket : secured(tls, socket));
        } finally {
            sockets.remove(socket);
        }
    }

    /** A failed handshake leaves bytes unread; closing the socket with unread bytes could discard its alert. */
    private SSLSocket secured(SSLContext context, Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        try {
            tlsManner.apply(secured).startHandshake();
            return secured;
        } catch (IOException refused) {
            socket.shutdownOutput();
            swallow(socket.getInputStream());
            throw refused;
        }
    }

    private void talk(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        int number = 0;
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            OddExchange exchange = new OddExchange(this, head, number++, in, out);
            requests.add(exchange);
            manner.answer(exchange);
            if (exchange.isLast()) {
                return;
            }
        }
    }

    /** Reads up to the blank line; returns an empty text if the client has disconnected. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads until the client disconnects. */
    static void swallow(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    interface Work {
        void run() throws IOException;
    }

    static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // The client has disconnected, or the test is over.
                    }
                },
                "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
