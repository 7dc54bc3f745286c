package io.busha.resourceserver.it.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A few endpoints, each of which calls the guard itself and copies its decision. */
final class GuardDoor implements Door {

    private static final int THREADS = 40;
    private static final Map<String, Rule> RULES = Map.of(
            "/open", Rule.open(),
            "/me", Rule.authenticated(),
            "/balances", Rule.allOf("balances:read"),
            "/table/balances", Rule.allOf("balances:read"),
            "/both", Rule.allOf("balances:read", "transfers:write"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final RequestGuard guard;
    private final HttpServer server;

    GuardDoor(Map<String, String> settings) throws IOException {
        Map<String, String> withoutRoutes = new LinkedHashMap<>(settings);
        withoutRoutes.remove("routes");
        guard = RequestGuard.builder(Settings.from(withoutRoutes))
                .meterRegistry(registry)
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        Decision decision = guard.decide(authorization, RULES.getOrDefault(path, Rule.closed()));
        if (decision instanceof Decision.Denial denial) {
            denial.headers().forEach(exchange.getResponseHeaders()::set);
            answer(exchange, denial.status(), denial.body());
        } else {
            String name = String.valueOf(exchange.getRequestHeaders().getFirst(Door.CASE));
            handled.merge(name, 1, Integer::sum);
            answer(
                    exchange,
                    200,
                    text(path, ((Decision.Permit) decision).token().map(VerifiedToken::subject)));
        }
    }

    private static String text(String path, Optional<String> subject) {
        return path.equals("/open") ? subject.orElse("anonymous") : path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public int handled(String name) {
        return handled.getOrDefault(name, 0);
    }

    @Override
    public boolean bodyTouched() {
        return false;
    }

    @Override
    public String meters() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId() + " " + meter.measure())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        guard.close();
    }
}
