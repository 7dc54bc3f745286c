package com.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.TokenMint;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Explicit registration of the door, although Jersey would discover it. */
@ExtendWith(LocalIssuerExtension.class)
class RegistrationTest {

    private static ResourceConfig ledger(LocalIssuer issuer) {
        return new Ledger().property("busha.issuer", issuer.issuer());
    }

    private static void assertProtected(ResourceConfig application, TokenMint token) {
        try (Server server = Server.start(application)) {
            assertThat(server.get("/v1/balances").status()).isEqualTo(401);
            assertThat(server.get("/v1/balances", token.scopes("other")).status()).isEqualTo(403);
            assertThat(server.get("/v1/balances", token.scopes("balances:read")).status())
                    .isEqualTo(200);
            assertThat(server.get("/v1/reports", token.scopes("balances:read")).status())
                    .isEqualTo(403);
        }
    }

    private static TokenMint token(LocalIssuer issuer) {
        return issuer.accessToken().clientId(Server.CLIENT);
    }

    @Test
    void protectsApplicationThatRegistersFeatureClass(LocalIssuer issuer) {
        assertProtected(ledger(issuer).register(BushaFeature.class), token(issuer));
    }

    @Test
    void protectsApplicationWithoutAutoDiscovery(LocalIssuer issuer) {
        ResourceConfig application = ledger(issuer)
                .property("jakarta.ws.rs.loadServices", false)
                .property("jersey.config.disableAutoDiscovery", true);

        assertProtected(application.register(BushaFeature.class), token(issuer));
    }

    @Test
    void protectsApplicationWithItsOwnGuard(LocalIssuer issuer) {
        Settings settings = Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID));
        try (RequestGuard guard = RequestGuard.of(settings)) {
            ResourceConfig application = new ResourceConfig(Balances.class, Reports.class);

            assertProtected(application.register(BushaFeature.of(guard)), issuer.accessToken());
        }
    }

    @Test
    void auditsRegisteredResources(LocalIssuer issuer) {
        BushaFeature feature = new BushaFeature();
        try (Server server = Server.start(ledger(issuer).register(feature))) {
            assertThat(feature.audit().orElseThrow().entries())
                    .extracting(RouteAudit.Entry::methods, RouteAudit.Entry::path, RouteAudit.Entry::requires)
                    .containsExactlyInAnyOrder(
                            tuple("GET,HEAD", "/v1/balances", "balances:read"),
                            tuple("GET,HEAD", "/v1/reports", "closed"),
                            tuple("POST", "/v1/reports", "closed"));
            assertThat(server.get("/v1/balances").status()).isEqualTo(401);
        }
    }

    @Test
    void stopsItsThreadsWithTheServer(LocalIssuer issuer) throws InterruptedException {
        Set<Thread> before = threads();
        Set<Thread> started;
        try (Server server = Server.start(ledger(issuer))) {
            assertThat(server.get("/v1/balances").status()).isEqualTo(401);
            started = threads();
            started.removeAll(before);
        }

        assertThat(started).isNotEmpty();
        for (Thread thread : started) {
            thread.join(120_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("busha-keys-timer"));
        return threads;
    }
}
