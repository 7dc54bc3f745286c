package io.busha.resourceserver.benchmarks.http;

import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The client process: a few connections that are kept alive, a thread each. It reads lines of a variant and a number of
 * requests, sends as many, and says how many nanoseconds that took. It ends when its input does.
 */
public final class BenchClient implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Connection> connections = new ArrayList<>();
    private final String good;
    private final List<String> once;
    private int used;

    private BenchClient(int port, Tokens tokens) throws IOException {
        good = tokens.one(Kind.GOOD);
        once = tokens.all(Kind.ONCE);
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Connection(port));
        }
    }

    /** Takes the server's port. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (BenchClient client = new BenchClient(Integer.parseInt(args[0]), Tokens.ofKey(BenchServer.BITS))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                System.out.println(client.send(Variant.valueOf(words[0]), Integer.parseInt(words[1])));
            }
        }
    }

    /** Requests are prepared before time is measured. */
    private long send(Variant variant, int requests) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        int share = requests / CONNECTIONS;
        for (Connection connection : connections) {
            List<String> tokens = tokens(variant, share);
            tasks.add(() -> {
                connection.send(variant.contextPath() + BalancesServlet.PATH, tokens);
                return null;
            });
        }
        long start = System.nanoTime();
        for (Future<Void> task : threads.invokeAll(tasks)) {
            task.get();
        }
        return System.nanoTime() - start;
    }

    private List<String> tokens(Variant variant, int number) {
        if (variant != Variant.COLD) {
            return Collections.nCopies(number, good);
        }
        List<String> fresh = once.subList(used, used + number);
        used += number;
        return fresh;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
