package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One filter without the other admits nobody. */
@ExtendWith(LocalIssuerExtension.class)
class HalfRegistrationTest {

    private static final AtomicInteger BODIES = new AtomicInteger();
    private static final List<String> PATHS = List.of("/open", "/scoped", "/undeclared", "/located/scoped", "/nowhere");

    private final LoggedLines errors = LoggedLines.errors();
    private final RequestGuard guard;
    private final ApplicationGuard door;
    private final List<String> headers;

    HalfRegistrationTest(LocalIssuer issuer) {
        guard = TestGuards.of(issuer);
        door = ApplicationGuard.given(guard);
        headers = List.of(
                "X-Nobody: here",
                "Authorization: Bearer "
                        + issuer.accessToken().scopes("balances:read").sign(),
                "Authorization: Bearer bad");
    }

    /** Every kind of method. */
    @Path("/")
    public static class Resources {
        @GET
        @Path("open")
        @Open
        public String open() {
            return ran();
        }

        @GET
        @Path("scoped")
        @RequireScope("balances:read")
        public String scoped() {
            return ran();
        }

        @GET
        @Path("undeclared")
        public String undeclared() {
            return ran();
        }

        @Path("located")
        public Object located() {
            return new Resources();
        }

        private static String ran() {
            BODIES.incrementAndGet();
            return "ran";
        }
    }

    @BeforeEach
    void listen() {
        BODIES.set(0);
    }

    @AfterEach
    void end() {
        errors.close();
        guard.close();
    }

    private ResourceConfig application() {
        return new ResourceConfig(Resources.class)
                .property("jersey.config.disableAutoDiscovery", true)
                .property("jersey.config.disableMetainfServicesLookup", true);
    }

    private AuthenticationFilter authentication(ResourceConfig application) {
        return new AuthenticationFilter(door, nothing(), application.getConfiguration());
    }

    private static Lifecycle nothing() {
        return new Lifecycle() {
            @Override
            public void started() {}

            @Override
            public void ended() {}
        };
    }

    private AuthorizationFilter authorization() {
        return new AuthorizationFilter(door, new ResourceRules());
    }

    @Test
    void closesEverythingWithoutAuthorizationFilter() throws Exception {
        ResourceConfig application = application();
        try (JerseyServer server = new JerseyServer(application.register(authentication(application)))) {
            for (String path : PATHS) {
                for (String header : headers) {
                    assertThat(server.get(path, header).status())
                            .as(path + header)
                            .isEqualTo(403);
                }
            }
        }
        assertThat(BODIES).hasValue(0);
        assertThat(errors.texts()).singleElement().asString().contains("register BushaFeature, not single filters");
    }

    @Test
    void closesEverythingWithoutAuthenticationFilter() throws Exception {
        try (JerseyServer server = new JerseyServer(application().register(authorization()))) {
            for (String path : PATHS.subList(0, 4)) {
                for (String header : headers) {
                    assertThat(server.get(path, header).status())
                            .as(path + header)
                            .isEqualTo(403);
                }
            }
        }
        assertThat(BODIES).hasValue(0);
        assertThat(errors.texts()).isNotEmpty().allSatisfy(error -> assertThat(error)
                .contains("register BushaFeature"));
    }

    @Test
    void opensDeclaredMethodsWithBothFilters() throws Exception {
        ResourceConfig application = application();
        application.register(authentication(application)).register(authorization());
        try (JerseyServer server = new JerseyServer(application)) {
            assertThat(server.get("/open").status()).isEqualTo(200);
            assertThat(server.get("/located/scoped", headers.get(1)).status()).isEqualTo(200);
            assertThat(server.get("/undeclared", headers.get(1)).status()).isEqualTo(403);
        }
        assertThat(BODIES).hasValue(2);
        assertThat(errors.texts()).isEmpty();
    }
}
