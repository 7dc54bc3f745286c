package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The guard uses the meter registries and the threads of its application. */
@Timeout(300)
class LifecycleTest {

    private final LocalIssuer issuer = LocalIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    private String token(String... scopes) {
        return issuer.accessToken().scopes(scopes).sign();
    }

    /** Two registries, which Boot combines in a composite one. */
    @Configuration(proxyBeanMethods = false)
    static class TwoRegistries {

        static final SimpleMeterRegistry FIRST = new SimpleMeterRegistry();
        static final SimpleMeterRegistry SECOND = new SimpleMeterRegistry();

        @Bean
        SimpleMeterRegistry first() {
            return FIRST;
        }

        @Bean
        SimpleMeterRegistry second() {
            return SECOND;
        }
    }

    private static List<String> bushaMeters(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.startsWith("busha."))
                .distinct()
                .toList();
    }

    private static double permits(MeterRegistry registry) {
        return registry.get("busha.decisions").tag("outcome", "permit").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void countsInRegistryOfBoot() {
        try (Server server = Server.start(issuer, List.of())) {
            MeterRegistry registry = server.context().getBean(MeterRegistry.class);
            double before = permits(registry);

            assertThat(server.get("/balances", token("balances:read")).status()).isEqualTo(200);

            assertThat(permits(registry)).isEqualTo(before + 1);
            assertThat(bushaMeters(registry)).contains("busha.decisions", "busha.token.validation", "busha.jwks.fetch");
        }
    }

    @Test
    void countsInEveryRegistryAndRemovesItsMetersOnClose() {
        String alone = "management.metrics.use-global-registry=false"; // guards of other tests may count in the global
        // registry
        try (Server server = Server.start(issuer, List.of(TwoRegistries.class), alone)) {
            assertThat(server.get("/balances", token("balances:read")).status()).isEqualTo(200);
            assertThat(permits(TwoRegistries.FIRST)).isEqualTo(1);
            assertThat(permits(TwoRegistries.SECOND)).isEqualTo(1);
        }
        assertThat(bushaMeters(TwoRegistries.FIRST)).isEmpty();
        assertThat(bushaMeters(TwoRegistries.SECOND)).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before JDK 21")
    void servesOnVirtualThreads() {
        try (Server server = Server.start(issuer, List.of(), "spring.threads.virtual.enabled=true")) {
            assertThat(server.get("/thread", token()).body()).startsWith("VirtualThread");
            assertThat(server.get("/thread").status()).isEqualTo(401);
            assertThat(server.get("/balances", token("balances:read")).body()).isEqualTo("balances of local-user");
        }
    }
}
