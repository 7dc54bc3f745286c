package io.busha.resourceserver.it.springlife;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.util.ReflectionUtils;

/** The guard lives exactly as long as its application. There is a subclass for each kind of application. */
public abstract class ApplicationLife {

    private static final Duration TOLERANCE = Duration.ofSeconds(10); // the shortest that the setting allows
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final LocalIssuer issuer = LocalIssuer.start();
    private final Leftovers leftovers = new Leftovers();
    private final Class<?> application;
    private final String path;
    private final List<String> properties;

    /** A registry shared by several applications of a process, none of which closes it. */
    @Configuration(proxyBeanMethods = false)
    static class SharedRegistry {

        static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry() {
            @Override
            public void close() {}
        };

        @Bean
        @Primary
        SimpleMeterRegistry shared() {
            return REGISTRY;
        }
    }

    /**
     * For subclasses.
     *
     * @param path the path at which GET requires the scope {@code balances:read}
     * @param properties further properties in the form {@code name=value}
     */
    protected ApplicationLife(Class<?> application, String path, String... properties) {
        this.application = application;
        this.path = path;
        this.properties = List.of(properties);
    }

    @AfterEach
    final void closeIssuer() {
        issuer.close();
    }

    /** Starts the application. Later arguments take precedence. */
    private ConfigurableApplicationContext start(List<Class<?>> sources, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "server.shutdown=immediate",
                "spring.main.banner-mode=off",
                "management.metrics.use-global-registry=false", // Boot keeps its own registry in the global one, and
                // with it each context
                "busha.issuer=" + issuer.issuer(),
                "busha.client-id=" + LocalIssuer.CLIENT_ID,
                "busha.key-wait=10s"));
        arguments.addAll(properties);
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(application)
                .sources(sources.toArray(new Class<?>[0]))
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new));
    }

    private void assertServes(ConfigurableApplicationContext context) {
        URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
        String token = issuer.accessToken().scopes("balances:read").sign();
        assertThat(RawHttp.get(uri, path, "Authorization: Bearer " + token).status())
                .isEqualTo(200);
        assertThat(RawHttp.get(uri, path).status()).isEqualTo(401);
    }

    @Test
    final void leavesNothingBehindAfterEachRestart() {
        for (int life = 0; life < 3; life++) {
            startAndStop("life " + life);
        }
        assertThat(issuer.jwksFetches()).isEqualTo(3);
        leftovers.awaitNoClients();
        assertThat(issuer.jwksFetches()).isEqualTo(3);
    }

    private void startAndStop(String life) {
        MeterRegistry registry;
        try (ConfigurableApplicationContext context = start(List.of(), "management.server.port=0")) {
            registry = context.getBeanProvider(MeterRegistry.class).getIfUnique(() -> Metrics.globalRegistry);
            assertServes(context);
            assertThat(leftovers.threads("busha-keys")).isNotEmpty();
            assertThat(leftovers.metersIn(registry)).isNotEmpty();
        }
        leftovers.awaitNoThreads(life);
        assertThat(leftovers.metersIn(registry)).isEmpty();
    }

    @Test
    final void leavesNothingBehindIfStartFails() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertStartFails("a bean", FailingParts.FailingBean.class);
            assertStartFails("a start", FailingParts.FailingLifecycle.class);
            assertStartFails("a runner", FailingParts.FailingRunner.class);
            assertStartFails("a contradiction", FailingParts.ContradictoryHandler.class);
            assertStartFails("a port that is taken", Object.class, "server.port=" + taken.getLocalPort());
            issuer.misbehave(Endpoint.JWKS, Fault.STATUS_500);
            assertStartFails("no keys", Object.class, "busha.start-up=required", "busha.start-up-limit=1s");
        }
        int fetches = issuer.discoveryFetches();
        assertThat(fetches).isPositive();
        leftovers.awaitNoThreads("the end");
        assertThat(issuer.discoveryFetches()).isEqualTo(fetches);
    }

    private void assertStartFails(String why, Class<?> source, String... more) {
        assertThatException().as(why).isThrownBy(() -> start(List.of(source, SharedRegistry.class), more));
        leftovers.awaitNoThreads(why);
        assertThat(leftovers.metersIn(SharedRegistry.REGISTRY)).as(why).isEmpty();
    }

    @Test
    final void servesAfterStopAndStart() {
        String[] shortest = {"busha.jwks-cache-ttl=" + TOLERANCE, "busha.jwks-outage-tolerance=" + TOLERANCE};
        try (ConfigurableApplicationContext context = start(List.of(), shortest)) {
            assertServes(context);
            context.stop();
            context.start();
            assertServes(context);
            pause(context);
            int fetches = issuer.jwksFetches();
            long began = System.nanoTime();
            while (System.nanoTime() - began < TOLERANCE.plusSeconds(2).toNanos()) {
                assertServes(context);
                LockSupport.parkNanos(PAUSE);
            }
            assertThat(issuer.jwksFetches()).isGreaterThan(fetches);
        }
    }

    /** Pauses the context, like Spring 7 does with contexts that no test currently uses. */
    private static void pause(ConfigurableApplicationContext context) {
        Method pause = ReflectionUtils.findMethod(context.getClass(), "pause");
        Method restart = ReflectionUtils.findMethod(context.getClass(), "restart");
        if (pause != null && restart != null) {
            ReflectionUtils.invokeMethod(pause, context);
            ReflectionUtils.invokeMethod(restart, context);
        }
    }

    @Test
    final void keepsMetersOfOtherApplicationsOnClose() {
        List<Class<?>> sources = List.of(SharedRegistry.class);
        try (ConfigurableApplicationContext first = start(sources)) {
            List<Meter.Id> own = leftovers.metersIn(SharedRegistry.REGISTRY);
            try (ConfigurableApplicationContext second = start(sources)) {
                assertServes(second);
            }
            assertThat(leftovers.metersIn(SharedRegistry.REGISTRY))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(own);
            double before = decisions();
            assertServes(first);
            assertThat(decisions()).isGreaterThan(before);
        }
        assertThat(leftovers.metersIn(SharedRegistry.REGISTRY)).isEmpty();
    }

    private static double decisions() {
        return SharedRegistry.REGISTRY.find("busha.decisions").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }
}
