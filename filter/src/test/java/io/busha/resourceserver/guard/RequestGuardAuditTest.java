package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is logged about endpoints at start and after the issuer was reached. */
class RequestGuardAuditTest {

    private static final List<MappedEndpoint> ENDPOINTS = List.of(
            MappedEndpoint.of("/a", EndpointPath.of("/a"), "x.A"),
            MappedEndpoint.of("/b", EndpointPath.of("/b"), "x.B"));
    private static final String UNDECLARED =
            "WARNING closed because no rule is declared: * /b (x.B): annotate it, or add a route line";

    private static RequestGuard.Builder guard(String issuer) {
        Settings settings = Settings.from(Map.of("issuer", issuer, "client-id", "c", "routes", "GET /a balances:read"));
        return RequestGuard.builder(settings).meterRegistry(new SimpleMeterRegistry());
    }

    @Test
    void listsRulesAndWarnsOfScopesUnknownToTheIssuer() {
        try (LocalIssuer issuer = knowing("openid", "transfers:write");
                Logged logged = Logged.by(RouteAudit.class);
                KeySource keys = KeySource.remote(
                        IssuerLocation.of(issuer.issuer()),
                        KeyPolicy.DEFAULT,
                        new SimpleMeterRegistry(),
                        Tags.empty());
                RequestGuard guard = guard(issuer.issuer()).keys(keys).build()) {
            assertThat(keys.scopesSupported()).succeedsWithin(Patience.LIMIT);
            RouteAudit audit = guard.audit(ENDPOINTS);
            assertThat(logged.lines())
                    .containsExactly(
                            "INFO What the endpoints require:\n" + audit,
                            UNDECLARED,
                            "WARNING scope balances:read is required, but the issuer does not list it in"
                                    + " scopes_supported");
        }
    }

    private static LocalIssuer knowing(String... scopes) {
        LocalIssuer issuer = LocalIssuer.start();
        issuer.editDiscovery(document -> {
            document.put("scopes_supported", List.of(scopes));
            return document;
        });
        return issuer;
    }

    @Test
    void doesNotWarnOfScopesBeforeTheIssuerWasReached() {
        try (Logged logged = Logged.by(RouteAudit.class);
                RequestGuard guard = guard("http://127.0.0.1:1").build()) {
            guard.audit(ENDPOINTS);
            assertThat(logged.lines()).hasSize(2).last().isEqualTo(UNDECLARED);
        }
    }
}
