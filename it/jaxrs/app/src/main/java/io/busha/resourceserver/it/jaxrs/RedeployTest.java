package io.busha.resourceserver.it.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guard of a feature lives as long as its application. */
public abstract class RedeployTest {

    private static final String PATH = "/redeployed";
    private static final Map<String, String> SHORT_LIVED =
            Map.of("jwks-cache-ttl", "PT10S", "jwks-outage-tolerance", "PT10S");
    private static final Duration BEYOND_TOLERANCE = Duration.ofSeconds(12);
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final Leftovers leftovers = new Leftovers();
    /** Meters of applications that other tests left running. */
    private final Set<Meter.Id> metersOfOthers = allMeters().collect(Collectors.toSet());

    private final LocalIssuer issuer = LocalIssuer.start();
    private final AtomicReference<Servlet> servlet = new AtomicReference<>();
    private final JaxRsRuntime runtime;

    /** For subclasses. */
    protected RedeployTest(JaxRsRuntime runtime) {
        this.runtime = runtime;
    }

    /** Stops and restarts the application of a running servlet. */
    protected abstract void restart(Servlet servlet) throws Exception;

    /** Starts an application, lets {@code stop} stop it in its running servlet, and returns the status of the next request. */
    protected final int statusAfter(Stop stop) throws Exception {
        try (JaxRsServer server = start(issuer, Parts.of(Redeployed.Resource.class), new BushaFeature(), Map.of())) {
            assertThat(get(server, issuer)).isEqualTo(200);
            stop.accept(Objects.requireNonNull(servlet.get()));
            assertThatNothingIsLeft();
            return get(server, issuer);
        } finally {
            servlet.set(null); // the guard that served the last request closes once its application is unreachable
            assertThatNothingIsLeft();
        }
    }

    /** Stops the application of a servlet. */
    protected interface Stop {
        /** Stops it. */
        void accept(Servlet servlet) throws Exception;
    }

    /** Reasons why an application does not start. */
    enum Failure {
        FEATURE(Redeployed.FailingFeature.class),
        LATER_PROVIDER(Redeployed.FailingLater.class),
        RESOURCE(Redeployed.ImpossibleResource.class),
        RULE(Redeployed.ContradictoryResource.class),
        NO_KEYS(Redeployed.Resource.class),
        SERVLET(Redeployed.Resource.class);

        private final Class<?> part;

        Failure(Class<?> part) {
            this.part = part;
        }
    }

    @AfterEach
    final void closeIssuer() {
        issuer.close();
    }

    private JaxRsServer start(LocalIssuer of, Parts parts, BushaFeature feature, Map<String, String> more)
            throws Exception {
        return start(of, parts, feature, more, UnaryOperator.identity());
    }

    private JaxRsServer start(
            LocalIssuer of, Parts parts, BushaFeature feature, Map<String, String> more, UnaryOperator<Servlet> around)
            throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("issuer", of.issuer());
        settings.put("client-id", LocalIssuer.CLIENT_ID);
        settings.put("key-wait", "10s");
        settings.forEach((name, value) -> parts.withProperties(Map.of("busha." + name, value)));
        return JaxRsServer.of(around(around), parts.withInstance(feature)).start();
    }

    private JaxRsRuntime around(UnaryOperator<Servlet> around) {
        return new JaxRsRuntime() {
            @Override
            public Servlet servlet(Application application, String prefix) {
                servlet.set(runtime.servlet(application, prefix));
                return around.apply(servlet.get());
            }

            @Override
            public Map<String, String> initParameters(String prefix) {
                return runtime.initParameters(prefix);
            }
        };
    }

    private static int get(JaxRsServer server, LocalIssuer of) {
        String token = of.accessToken().sign();
        return RawHttp.get(server.uri(), PATH, "Authorization: Bearer " + token).status();
    }

    private List<Meter.Id> meters() {
        return allMeters().filter(id -> !metersOfOthers.contains(id)).toList();
    }

    private static Stream<Meter.Id> allMeters() {
        return Metrics.globalRegistry.getMeters().stream().map(Meter::getId).filter(id -> id.getName()
                .startsWith("busha."));
    }

    private void assertThatNothingIsLeft() {
        Leftovers.await(() -> leftovers.threadsNamed("busha").isEmpty() && meters().isEmpty());
        assertThat(leftovers.threadsNamed("busha")).isEmpty();
        assertThat(meters()).isEmpty();
    }

    @Test
    final void leavesNothingBehindAfterEachRestart() throws Exception {
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            startAndStop(gone);
        }
        Leftovers.await(() -> gone.stream().allMatch(object -> object.refersTo(null)));
        assertThat(gone).allMatch(object -> object.refersTo(null));
        Leftovers.await(() -> leftovers.threadsNamed("HttpClient-").isEmpty());
        assertThat(leftovers.threadsNamed("HttpClient-")).isEmpty();
    }

    private void startAndStop(List<WeakReference<Object>> gone) throws Exception {
        Parts parts = Parts.of(Redeployed.Resource.class);
        BushaFeature feature = new BushaFeature();
        gone.add(new WeakReference<>(parts));
        gone.add(new WeakReference<>(feature));
        try (JaxRsServer server = start(issuer, parts, feature, Map.of())) {
            assertThat(get(server, issuer)).isEqualTo(200);
            assertThat(leftovers.threadsNamed("busha-keys")).isNotEmpty();
            assertThat(meters()).isNotEmpty();
        }
        assertThatNothingIsLeft(); // while the servlet is reachable, so that nothing ends by garbage collection
        servlet.set(null);
    }

    @ParameterizedTest
    @EnumSource
    final void leavesNothingBehindWhenStartFails(Failure failure) {
        failToStart(failure, failure == Failure.NO_KEYS ? "required" : "lazy");
        assertThatNothingIsLeft();
    }

    /** RESTEasy keeps an application that did not start until the next one starts. */
    @ParameterizedTest
    @EnumSource
    final void leavesNothingBehindWhenStartFailsWithRequiredKeys(Failure failure) throws Exception {
        failToStart(failure, "required");
        startAndStop(new ArrayList<>());
    }

    private void failToStart(Failure failure, String startUp) {
        boolean withoutKeys = failure == Failure.NO_KEYS;
        Map<String, String> settings = Map.of("start-up", startUp, "start-up-limit", withoutKeys ? "1s" : "2m");
        Parts parts = Parts.of(Redeployed.Resource.class).with(failure.part);
        UnaryOperator<Servlet> around =
                failure == Failure.SERVLET ? Redeployed.FailingServlet::new : UnaryOperator.identity();
        try (LocalIssuer of = LocalIssuer.start()) {
            if (withoutKeys) {
                of.misbehave(Fault.REFUSED);
            }
            assertThatThrownBy(() -> start(of, parts, new BushaFeature(), settings, around))
                    .isInstanceOf(Exception.class);
        } finally {
            servlet.set(null);
        }
    }

    @Test
    final void servesAfterRestartAndAfterAnotherApplicationStops() throws Exception {
        BushaFeature shared = new BushaFeature();
        try (LocalIssuer other = LocalIssuer.start();
                JaxRsServer server = startBesideStoppingApplication(shared, other)) {
            int fetches = other.jwksFetches();
            restart(Objects.requireNonNull(servlet.get()));
            long began = System.nanoTime();
            while (System.nanoTime() - began < BEYOND_TOLERANCE.toNanos()) {
                assertThat(get(server, issuer)).isEqualTo(200);
                LockSupport.parkNanos(PAUSE);
            }
            assertThat(other.jwksFetches())
                    .as("fetches after the other application stopped")
                    .isEqualTo(fetches);
        }
        assertThatNothingIsLeft();
    }

    private JaxRsServer startBesideStoppingApplication(BushaFeature shared, LocalIssuer other) throws Exception {
        try (JaxRsServer ending = start(other, Parts.of(Redeployed.Resource.class), shared, SHORT_LIVED)) {
            JaxRsServer server = start(issuer, Parts.of(Redeployed.Resource.class), shared, SHORT_LIVED);
            assertThat(get(ending, other)).isEqualTo(200);
            assertThat(get(server, issuer)).isEqualTo(200);
            assertThat(shared.audit()).as("audit of this feature").isPresent();
            return server;
        }
    }
}
