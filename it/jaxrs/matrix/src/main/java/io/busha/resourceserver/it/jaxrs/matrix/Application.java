package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.JaxRsServer;
import io.busha.resourceserver.it.jaxrs.Parts;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One application under one implementation, and requests to it. */
final class Application implements AutoCloseable {

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final boolean sendsEvents;
    private final AtomicReference<Watched> servlet = new AtomicReference<>();
    private final JaxRsServer server;

    /** The outcome of one request. */
    record Outcome(RawHttp.Response answer, int methods, int locators) {
        int status() {
            return answer.status();
        }

        boolean isGood() {
            return status() / 100 == 2;
        }
    }

    Application(Implementation implementation, Discovery discovery, Scene scene, LocalIssuer issuer) throws Exception {
        this.issuer = issuer;
        Map<String, String> settings = settings(issuer, scene);
        guard = RequestGuard.builder(Settings.from(settings)).name("given").build();
        sendsEvents = implementation.sendsEvents();
        Parts parts = scene.parts().get();
        if (discovery == Discovery.EXPLICIT) {
            parts.withInstance(BushaFeature.of(guard));
        } else {
            settings.forEach((name, value) -> parts.withProperties(Map.of("busha." + name, value)));
        }
        JaxRsServer.Plan plan = JaxRsServer.of(watched(implementation.runtime()), parts);
        if (scene.filtered()) {
            plan.filter("busha", new ResourceServerFilter(guard));
        }
        server = plan.start();
    }

    private JaxRsRuntime watched(JaxRsRuntime runtime) {
        return new JaxRsRuntime() {
            @Override
            public Servlet servlet(jakarta.ws.rs.core.Application application, String prefix) {
                Watched watched = new Watched(runtime.servlet(application, prefix));
                servlet.set(watched);
                return watched;
            }

            @Override
            public Map<String, String> initParameters(String prefix) {
                return runtime.initParameters(prefix);
            }
        };
    }

    private static Map<String, String> settings(LocalIssuer issuer, Scene scene) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("issuer", issuer.issuer());
        settings.put("client-id", LocalIssuer.CLIENT_ID);
        settings.put("key-wait", "10s");
        settings.put("routes", scene.routes());
        return settings;
    }

    /** Returns why it did not start; empty if it started. */
    Optional<String> fault() {
        return Objects.requireNonNull(servlet.get()).fault();
    }

    boolean sendsEvents() {
        return sendsEvents;
    }

    /** Sends a request and expects nothing. */
    Outcome send(CallerKind caller, String method, String path, String... more) {
        List<String> headers = new ArrayList<>(caller.headers(issuer));
        headers.addAll(List.of(more));
        int methods = Bodies.methods();
        int locators = Bodies.locators();
        RawHttp.Response answer =
                RawHttp.request(method, server.uri(), server.base() + path, "", headers.toArray(new String[0]));
        return new Outcome(answer, Bodies.methods() - methods, Bodies.locators() - locators);
    }

    /** Sends a request for an endpoint that requires the scope, and expects that it runs only for a caller with the scope. */
    Outcome attack(CallerKind caller, String method, String path) {
        Outcome outcome = send(caller, method, path);
        String what = caller + " " + method + " " + path + ": " + outcome.answer();
        assertThat(outcome.isGood()).as(what).isEqualTo(outcome.methods() == 1);
        assertThat(outcome.methods()).as(what).isLessThanOrEqualTo(caller == CallerKind.WITH_SCOPE ? 1 : 0);
        return outcome;
    }

    /** Sends a GET and expects this status. */
    Outcome get(CallerKind caller, String path, int status) {
        Outcome outcome = attack(caller, "GET", path);
        assertThat(outcome.status()).as(caller + " GET " + path).isEqualTo(status);
        return outcome;
    }

    /** Expects that only a caller with the scope is accepted. */
    void expectsScope(String path) {
        get(CallerKind.NOBODY, path, 401);
        get(CallerKind.BAD_TOKEN, path, 401);
        get(CallerKind.WITHOUT_SCOPE, path, 403);
        get(CallerKind.WITH_SCOPE, path, 200);
    }

    /** Expects that every caller is refused. */
    void expectsClosed(String path) {
        get(CallerKind.NOBODY, path, 403);
        get(CallerKind.BAD_TOKEN, path, 401);
        get(CallerKind.WITHOUT_SCOPE, path, 403);
        get(CallerKind.WITH_SCOPE, path, 403);
    }

    /** Expects that no resource answers at this path. */
    void expectsNothing(String path) {
        for (CallerKind caller : CallerKind.values()) {
            Outcome outcome = send(caller, "GET", path);
            assertThat(outcome.isGood()).as(caller + path).isFalse();
            assertThat(outcome.methods() + outcome.locators()).as(caller + path).isZero();
        }
    }

    @Override
    public void close() {
        server.close();
        guard.close();
    }
}
