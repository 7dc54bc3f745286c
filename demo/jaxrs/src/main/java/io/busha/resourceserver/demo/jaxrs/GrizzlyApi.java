package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;

/** The API on Jersey and an embedded Grizzly. */
final class GrizzlyApi implements DemoApi {

    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(10);

    private final RequestGuard guard;
    private final HttpServer server;

    private GrizzlyApi(RequestGuard guard, HttpServer server) {
        this.guard = guard;
        this.server = server;
    }

    static GrizzlyApi start(int port, Map<String, String> settings) throws IOException {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RequestGuard guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(metrics)
                .build();
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(uri, new PaymentsApi(guard, metrics), false);
        WellFormedUris.require(server.getServerConfiguration());
        GrizzlyApi api = new GrizzlyApi(guard, server);
        try {
            api.server.start();
            return api;
        } catch (IOException e) {
            api.close();
            throw new IOException("cannot serve on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int port() {
        return server.getListeners().iterator().next().getPort();
    }

    @Override
    public void close() {
        try {
            server.shutdown(CLOSING_LIMIT.toMillis(), TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Grizzly did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            guard.close();
        }
    }
}
