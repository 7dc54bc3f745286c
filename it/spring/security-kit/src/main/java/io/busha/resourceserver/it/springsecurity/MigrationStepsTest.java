package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.it.springsecurity.Server.STOCK;
import static io.busha.resourceserver.it.springsecurity.Server.STOCK_ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps of docs/migrate-to-busha-spring.md: after each, the same callers are accepted and denied as before. */
class MigrationStepsTest {

    private static final String ROUTES =
            "busha.routes=GET /v1/rates open\nGET /v1/balances balances:read\n* /** authenticated";

    private static void assertAccepted(Server server, boolean acceptsForgotten) {
        assertThat(server.get("/v1/rates").body()).isEqualTo("rates");
        assertThat(server.get("/v1/rates", server.bearer()).body()).isEqualTo("rates");
        assertThat(server.get("/v1/balances", server.bearer("balances:read")).body())
                .isEqualTo("balances of local-user");
        assertThat(server.post("/v1/transfers", server.bearer("transfers:write"))
                        .body())
                .isEqualTo("transferred");
        assertThat(server.get("/v1/me", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/v1/authorities", server.bearer("a", "b")).body())
                .contains("SCOPE_a, SCOPE_b");
        assertThat(server.get("/v1/forgotten", server.bearer()).status()).isEqualTo(acceptsForgotten ? 200 : 403);
    }

    private static void assertDenied(Server server) {
        for (String path : List.of("/v1/balances", "/v1/me")) {
            assertThat(server.get(path).status()).as(path).isEqualTo(401);
            assertThat(server.get(path, "Authorization: Bearer a.b.c").status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(server.get("/v1/forgotten").status()).isIn(401, 403);
        assertThat(server.get("/v1/balances", server.bearer("transfers:write")).status())
                .isEqualTo(403);
        assertThat(server.post("/v1/transfers", server.bearer("balances:read")).status())
                .isEqualTo(403);
    }

    private static void assertDeniedWithProblem(Server server) {
        RawHttp.Response nobody = server.get("/v1/balances");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.body()).contains("urn:busha:problem:no-credentials");
    }

    /** Returns the warnings about the application's endpoints, without those about endpoints of the container. */
    private static List<String> warnings(Server server) {
        return server.context().getBean(AuditedDoor.class).audit().orElseThrow().warnings().stream()
                .filter(warning -> warning.contains("/v1/"))
                .toList();
    }

    @Test
    void protectsWithoutLibrary() {
        try (Server server = Server.before(StockWallet.class, Chains.Stock.class, Chains.OfMethods.class)) {
            assertAccepted(server, true);
            assertDenied(server);
            assertThat(server.get("/v1/balances").body()).isEmpty();
        }
    }

    @Test
    void enforcesRoutesBesideKeptChain() {
        try (Server server = Server.now(
                List.of(ROUTES, STOCK_ISSUER), StockWallet.class, Chains.Stock.class, Chains.OfMethods.class)) {
            assertAccepted(server, true);
            assertDenied(server);
            assertDeniedWithProblem(server);
            assertThat(warnings(server)).isEmpty();
        }
    }

    @Test
    void closesEndpointsWithoutRouteDespiteKeptChain() {
        try (Server server =
                Server.now(List.of(STOCK_ISSUER), StockWallet.class, Chains.Stock.class, Chains.OfMethods.class)) {
            assertThat(server.get("/v1/rates").status()).isIn(401, 403);
            assertThat(server.get("/v1/rates", server.bearer()).status()).isEqualTo(403);
            assertThat(server.get("/v1/balances", server.bearer("balances:read"))
                            .status())
                    .isEqualTo(403);
            assertThat(warnings(server))
                    .hasSize(8)
                    .allMatch(warning -> warning.startsWith("closed because no rule is declared"));
        }
    }

    @Test
    void enforcesKeptChainIfRoutesRequireLess() {
        try (Server server = Server.now(
                List.of("busha.routes=* /** open", STOCK_ISSUER),
                StockWallet.class,
                Chains.Stock.class,
                Chains.OfMethods.class)) {
            assertAccepted(server, true);
            assertDenied(server);
            assertThat(server.get("/v1/balances").status()).isEqualTo(401);
            assertThat(server.get("/v1/balances").body()).isEmpty();
        }
    }

    @Test
    void ignoresDecoderPropertiesOfBoot() {
        List<String> left =
                List.of(ROUTES, STOCK + "issuer-uri=http://127.0.0.1:9/nowhere", STOCK + "audiences=another");
        try (Server server = Server.now(left, StockWallet.class, Chains.Stock.class, Chains.OfMethods.class)) {
            assertAccepted(server, true);
            assertDenied(server);
        }
    }

    @Test
    void enforcesAnnotationsBesideKeptChain() {
        try (Server server =
                Server.now(List.of(STOCK_ISSUER), AnnotatedWallet.class, Chains.Stock.class, Chains.OfMethods.class)) {
            assertAccepted(server, false);
            assertDenied(server);
            assertDeniedWithProblem(server);
            assertThat(warnings(server)).singleElement().asString().contains("/v1/forgotten");
        }
    }

    @Test
    void protectsWithoutChain() {
        try (Server server = Server.now(AnnotatedWallet.class, Chains.OfMethods.class)) {
            assertAccepted(server, false);
            assertDenied(server);
            assertDeniedWithProblem(server);
        }
    }

    @Test
    void protectsWithChainOfDeclaredRules() {
        try (Server server = Server.now(AnnotatedWallet.class, Chains.Ours.class, Chains.OfMethods.class)) {
            assertAccepted(server, false);
            assertDenied(server);
            assertDeniedWithProblem(server);
        }
    }

    @Test
    void protectsWithRoutesInsteadOfAnnotations() {
        try (Server server = Server.now(List.of(ROUTES), StockWallet.class, Chains.OfMethods.class)) {
            assertAccepted(server, true);
            assertDenied(server);
            assertDeniedWithProblem(server);
        }
    }

    /** {@code @PreAuthorize} stops working if method security is removed together with the class of the chain. */
    @Test
    void enforcesPreAuthorizeOnlyIfMethodSecurityIsEnabled() {
        try (Server server = Server.now(AnnotatedWallet.class)) {
            assertThat(server.post("/v1/transfers", server.bearer()).status()).isEqualTo(200);
            assertThat(server.post("/v1/transfers").status()).isEqualTo(401);
        }
    }
}
