package io.busha.resourceserver.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A port on 127.0.0.1 that speaks HTTP/1.1 with one thread per connection, and can be shut and opened again. */
final class HttpPort implements AutoCloseable {
    private static final int BACKLOG = 200;

    interface Handler {
        void answer(RequestHead request, Wire wire) throws IOException, InterruptedException;
    }

    private final int number;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private @Nullable ServerSocket listener;
    private volatile @Nullable Thread acceptor;
    private @Nullable Socket keeper;

    /** Takes a free port; responses wait until {@link #start}. */
    HttpPort() {
        listener = listen(0);
        number = listener.getLocalPort();
    }

    synchronized void start(Handler handler) {
        if (listener == null) {
            quietly(keeper);
            keeper = null;
            listener = listen(number);
        }
        ServerSocket from = listener;
        acceptor = run(() -> accept(from, handler));
    }

    synchronized boolean isShut() {
        return listener == null;
    }

    int number() {
        return number;
    }

    int accepted() {
        return accepted.get();
    }

    /** Refuses connections from now on, and reserves the port number so that no other process gets it. */
    void shut() {
        close();
        awaitAcceptor();
        keep();
    }

    @Override
    public synchronized void close() {
        quietly(listener);
        listener = null;
        connections.forEach(HttpPort::quietly);
        quietly(keeper);
        keeper = null;
    }

    /** The closed listener still holds the port until its thread has left it. */
    private void awaitAcceptor() {
        try {
            Thread started = acceptor;
            if (started != null) {
                started.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keep() {
        try {
            var unconnected = new Socket();
            unconnected.setReuseAddress(true);
            unconnected.bind(address(number));
            keeper = unconnected;
        } catch (IOException e) {
            keeper = null; // the port is closed anyway; only its number is not reserved until it is opened again
        }
    }

    private static ServerSocket listen(int number) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address(number), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    private static InetSocketAddress address(int number) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), number);
    }

    private void accept(ServerSocket from, Handler handler) throws IOException {
        while (true) {
            Socket socket = from.accept();
            accepted.incrementAndGet();
            if (admit(from, socket)) {
                run(() -> serve(socket, handler));
            }
        }
    }

    private synchronized boolean admit(ServerSocket from, Socket socket) {
        boolean open = from == listener;
        if (open) {
            connections.add(socket);
        } else {
            quietly(socket);
        }
        return open;
    }

    private void serve(Socket socket, Handler handler) throws IOException, InterruptedException {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            RequestHead request = RequestHead.read(in);
            while (request != null) {
                var wire = new Wire(socket, in, request.keepAlive());
                handler.answer(request, wire);
                request = wire.takesAnotherRequest() ? RequestHead.read(in) : null;
            }
        } finally {
            connections.remove(socket);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static Thread run(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException gone) {
                        // The client has disconnected, or the port is shut: there is no one to answer.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "local-issuer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void quietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot close a socket", e);
        }
    }
}
