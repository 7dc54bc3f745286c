package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A door that answers every request in the same way. */
final class FakeDoor implements Door {

    /** Returns the answer to a request's head. The counter counts endpoints that ran. */
    @FunctionalInterface
    interface Answers {
        String to(String head, AtomicInteger handled);
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> handled = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Answers answers;
    private final Framework framework;

    FakeDoor(Answers answers) {
        this(answers, Framework.NONE);
    }

    FakeDoor(Answers answers, Framework framework) {
        this.answers = answers;
        this.framework = framework;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                head.append(line).append('\n');
            }
            requests.incrementAndGet();
            socket.getOutputStream()
                    .write(answers.to(head.toString(), handledBy(caseOf(head.toString())))
                            .getBytes(UTF_8));
        } catch (IOException e) {
            // The client did not wait for the answer.
        }
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private AtomicInteger handledBy(String name) {
        return handled.computeIfAbsent(name, added -> new AtomicInteger());
    }

    private static String caseOf(String head) {
        return head.lines()
                .filter(line -> line.startsWith(Door.CASE))
                .map(line -> line.substring(Door.CASE.length() + 2))
                .findFirst()
                .orElse("");
    }

    @Override
    public int handled(String name) {
        return handledBy(name).get();
    }

    @Override
    public Framework framework() {
        return framework;
    }

    @Override
    public boolean bodyTouched() {
        return false;
    }

    /** Returns a table in which every endpoint is closed. */
    @Override
    public String table() {
        String format = "%-8s %-18s %-11s %-9s %s%n";
        return String.format(format, "METHODS", "PATH", "ENDPOINT", "REQUIRES", "SAID BY")
                + Stream.of(
                                "/reports/salaries",
                                "/reports/other",
                                "/open",
                                "/balances",
                                "/undeclared",
                                "/foobar",
                                "/acc/*")
                        .map(path -> String.format(format, "*", path, "io.busha.X", "closed", "nothing declared"))
                        .collect(Collectors.joining());
    }

    /** Returns a meter for every request, which the contract must reject. */
    @Override
    public String meters() {
        return "meter\n".repeat(requests.get());
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
