package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

/** The whole door in a Jersey application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BushaFeatureTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestGuard guard = RequestGuard.builder(TestGuards.settings(issuer))
            .meterRegistry(meters)
            .build();
    private final BushaFeature feature = BushaFeature.of(guard);
    private JerseyServer server;
    private Optional<RouteAudit> atStart = Optional.empty();

    /** One resource method of each kind. */
    @Path("/")
    public static class Resources {
        @GET
        @Path("open")
        @Open
        public String open() {
            return "open " + MDC.get("sub");
        }

        @GET
        @Path("scoped")
        @RequireScope("balances:read")
        public String scoped() {
            return "scoped " + MDC.get("sub");
        }

        @GET
        @Path("narrowed")
        @RequireScope("balances:read")
        @RolesAllowed("admin")
        public String narrowed() {
            return "narrowed";
        }

        @GET
        @Path("undeclared")
        public String undeclared() {
            return "undeclared";
        }

        @GET
        @Path("gone")
        @Open
        public Response gone() {
            return Response.status(405).entity("gone").build();
        }
    }

    @BeforeAll
    void start() throws Exception {
        server = new JerseyServer(new ResourceConfig(Resources.class)
                .property("jersey.config.disableMetainfServicesLookup", true)
                .register(feature));
        atStart = feature.audit();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        guard.close();
        assertThat(meters.find("busha.decisions").functionCounters()).isEmpty();
        issuer.close();
    }

    private String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    @ParameterizedTest
    @CsvSource({
        "/open, 200, 200, 200",
        "/scoped, 401, 200, 200",
        "/narrowed, 401, 403, 200",
        "/undeclared, 403, 403, 403",
        "/nowhere, 404, 404, 404"
    })
    void appliesTheRuleOfTheResourceMethod(String path, int nobody, int reader, int admin) {
        assertThat(server.get(path).status()).isEqualTo(nobody);
        assertThat(server.get(path, bearer("balances:read")).status()).isEqualTo(reader);
        assertThat(server.get(path, bearer("balances:read", "admin")).status()).isEqualTo(admin);
        assertThat(server.get(path, "Authorization: Bearer a.b").status()).isEqualTo(401);
    }

    /** Jersey itself answers OPTIONS and methods that the resource does not have. */
    @Test
    void closesRequestsThatNoResourceMethodAnswers() {
        for (String method : List.of("OPTIONS", "POST")) {
            RawHttp.Response answer = server.send(method, "/scoped", bearer("balances:read"));
            assertThat(answer.status()).as(method).isEqualTo(403);
            assertThat(answer.headers("Allow")).isEmpty();
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body()).startsWith("{\"type\":\"urn:busha:problem:endpoint-closed\"");
        }
    }

    @Test
    void doesNotChangeTheAnswerOfAnAdmittedMethod() {
        RawHttp.Response gone = server.get("/gone");
        assertThat(gone.status()).isEqualTo(405);
        assertThat(gone.body()).isEqualTo("gone");
    }

    @Test
    void showsTheCallerInTheMdcOnlyDuringTheRequest() {
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/scoped", bearer("balances:read")).body()).isEqualTo("scoped local-user");
            assertThat(server.get("/open").body()).isEqualTo("open null");
        }
    }

    @Test
    void listsRulesOfResourceMethodsBeforeAnyRequest() {
        assertThat(atStart.orElseThrow().entries())
                .extracting(RouteAudit.Entry::path)
                .contains("/open", "/scoped", "/narrowed", "/undeclared", "/gone");
    }

    @Test
    void doesNotStartWithAGuardThatIsClosed() {
        RequestGuard ended = RequestGuard.builder(guard.settings())
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        ended.close();
        ResourceConfig application = new ResourceConfig(Resources.class).register(BushaFeature.of(ended));
        assertThatThrownBy(() -> new JerseyServer(application))
                .hasStackTraceContaining("the guard given to BushaFeature is closed: create a new one");
    }

    @Test
    void leavesAGivenGuardOpen() {
        feature.close();
        assertThat(meters.find("busha.decisions").functionCounters()).isNotEmpty();
    }
}
