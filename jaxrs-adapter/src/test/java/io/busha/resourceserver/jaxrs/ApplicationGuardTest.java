package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a guard starts and ends. Its threads show whether it is alive. */
@ExtendWith(LocalIssuerExtension.class)
class ApplicationGuardTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Map<String, Object> properties;
    private final Settings settings;
    private final ApplicationGuard guard;

    ApplicationGuardTest(LocalIssuer issuer) {
        properties = Map.of(
                "busha.issuer",
                issuer.issuer(),
                "busha.client-id",
                LocalIssuer.CLIENT_ID,
                "jersey.config.disableMetainfServicesLookup",
                true);
        settings = requiring(issuer, "2m");
        guard = new ApplicationGuard(settings, lazy(issuer), GuardLife::begin);
    }

    /** Waits for expected threads as long as necessary, for others only briefly. */
    private static Settings requiring(LocalIssuer issuer, String limit) {
        return Settings.from(Map.of(
                "issuer",
                issuer.issuer(),
                "client-id",
                LocalIssuer.CLIENT_ID,
                "start-up",
                "required",
                "start-up-limit",
                limit));
    }

    private static Settings lazy(LocalIssuer issuer) {
        return Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID));
    }

    @AfterEach
    void end() {
        guard.end();
        awaitGuards(0);
    }

    private List<String> guards() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.equals("busha-keys-timer"))
                .toList();
    }

    private void awaitGuards(int number) {
        await(() -> guards().size() == number);
        assertThat(guards()).hasSize(number);
    }

    private static void await(BooleanSupplier end) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!end.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private ResourceConfig application(BushaFeature feature) {
        return new ResourceConfig(BushaFeatureTest.Resources.class)
                .addProperties(properties)
                .register(feature);
    }

    @Test
    void startsOnFirstUseAndEndsOnce() {
        awaitGuards(0);
        RequestGuard first = guard.current();
        assertThat(guard.current()).isSameAs(first);
        awaitGuards(1);
        guard.end();
        guard.end();
        awaitGuards(0);
    }

    @Test
    void startsAgainAfterItsEnd() {
        RequestGuard first = guard.current();
        guard.end();
        assertThat(guard.current()).isNotSameAs(first);
        awaitGuards(1);
    }

    @Test
    void requiresKeysAtStartButNotWhenRestartedByARequest() {
        try (LocalIssuer failing = LocalIssuer.start()) {
            Settings later = lazy(failing);
            ApplicationGuard door = new ApplicationGuard(requiring(failing, "30s"), later, GuardLife::begin);
            door.beginIfRequired();
            door.end();
            failing.misbehave(Fault.STATUS_500);
            assertThat(door.current().keyHealth().keyIds()).isEmpty();
            door.end();
            ApplicationGuard without = new ApplicationGuard(requiring(failing, "1s"), later, GuardLife::begin);
            assertThatThrownBy(without::beginIfRequired).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leavesGivenGuardToItsOwner() {
        try (RequestGuard given = RequestGuard.of(settings)) {
            ApplicationGuard door = ApplicationGuard.given(given);
            door.current();
            door.end();
            assertThat(door.current()).isSameAs(given);
            awaitGuards(1);
        }
    }

    @Test
    void endsWithExecutor() {
        Object application = new Object();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            GuardLife life = GuardLife.begin(settings, application);
            life.endWith(executor);
            awaitGuards(1);
            executor.shutdown();
            awaitGuards(0);
            assertThat(life.isOver()).isTrue();
        } finally {
            Reference.reachabilityFence(application);
        }
    }

    @Test
    void endsWhenNothingRefersToApplication() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            GuardLife life = GuardLife.begin(settings, new Object());
            life.endWith(executor);
            await(() -> {
                System.gc();
                return life.isOver();
            });
            awaitGuards(0);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void endsOnlyWithItsOwnApplication() throws Exception {
        BushaFeature shared = new BushaFeature();
        try (JerseyServer first = new JerseyServer(application(shared))) {
            try (JerseyServer second = new JerseyServer(application(shared))) {
                assertThat(second.get("/open").status()).isEqualTo(200);
                awaitGuards(2);
            }
            awaitGuards(1);
            assertThat(first.get("/open").status()).isEqualTo(200);
        }
        awaitGuards(0);
    }

    @Test
    void endsWithAllOthersWhenTheirFeatureIsClosed() throws Exception {
        BushaFeature shared = new BushaFeature();
        try (JerseyServer first = new JerseyServer(application(shared));
                JerseyServer second = new JerseyServer(application(shared))) {
            awaitGuards(2);
            shared.close();
            awaitGuards(0);
            assertThat(first.get("/open").status()).isEqualTo(200);
            awaitGuards(1);
            assertThat(second.get("/open").status()).isEqualTo(200);
            awaitGuards(2);
        }
    }

    @Test
    void isNotCreatedIfAnotherProviderPreventsTheStart() {
        BushaFeature feature = new BushaFeature();
        ResourceConfig failing = application(feature).register(Failing.class);
        assertThatThrownBy(() -> new ApplicationHandler(failing)).hasStackTraceContaining("fails as it should");
        assertThat(guards()).isEmpty();
    }

    @Test
    void endsIfAResourceMethodIsRefused() {
        ResourceConfig refused =
                application(new BushaFeature()).register(Contradictory.class).property("busha.start-up", "required");
        assertThatThrownBy(() -> new ApplicationHandler(refused)).hasStackTraceContaining("contradictory");
        awaitGuards(0);
    }

    @Test
    void isCreatedBeforeTheServerListensIfKeysAreRequired() {
        BushaFeature feature = new BushaFeature();
        ApplicationHandler handler =
                new ApplicationHandler(application(feature).property("busha.start-up", "required"));
        try {
            awaitGuards(1);
            feature.close();
        } finally {
            Reference.reachabilityFence(handler);
        }
    }

    /** A resource that the door refuses. */
    @Path("/contradictory")
    public static class Contradictory {
        @GET
        @Open
        @Authenticated
        public String contradictory() {
            return "";
        }
    }

    /** Fails when the resource methods are examined, after all features. */
    public static class Failing implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            throw new IllegalStateException("fails as it should");
        }
    }
}
