package io.busha.resourceserver.benchmarks.run;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets benchmarks that live side by side in JVMs of their own run one at a time: each waits before every iteration until it is
 * given its turn. So all of them stay warm, and what is compared is measured within seconds. Thread-safe.
 */
final class Turns implements AutoCloseable {

    static final int OVER = 1;

    private final ServerSocket listener;
    private final Map<String, CompletableFuture<Socket>> waiting = new ConcurrentHashMap<>();

    private Turns(ServerSocket listener, Collection<String> names) {
        this.listener = listener;
        names.forEach(name -> waiting.put(name, new CompletableFuture<>()));
    }

    /** Creates turns for benchmarks of these names. */
    static Turns of(Collection<String> names) throws IOException {
        Turns turns = new Turns(new ServerSocket(0, names.size(), InetAddress.getLoopbackAddress()), names);
        Thread thread = new Thread(turns::accept, "turns");
        thread.setDaemon(true);
        thread.start();
        return turns;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                waitsFor(new DataInputStream(socket.getInputStream()).readUTF()).complete(socket);
            }
        } catch (IOException e) {
            waiting.values().forEach(benchmark -> benchmark.completeExceptionally(e));
        }
    }

    private CompletableFuture<Socket> waitsFor(String name) {
        CompletableFuture<Socket> benchmark = waiting.get(name);
        if (benchmark == null) {
            throw new IllegalArgumentException("there is no benchmark " + name);
        }
        return benchmark;
    }

    /** Waits until the benchmark is ready for its first turn or has left. */
    void await(String name) {
        waitsFor(name).exceptionally(failure -> null).join();
    }

    /** The benchmark takes no further turns. */
    void leave(String name) {
        waitsFor(name).completeExceptionally(new IllegalStateException(name + " has ended"));
    }

    /** Lets the benchmark run one iteration and returns whether it did. */
    boolean give(String name) {
        try {
            Socket socket = waitsFor(name).join();
            socket.getOutputStream().write(OVER);
            return socket.getInputStream().read() == OVER;
        } catch (CompletionException | IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
