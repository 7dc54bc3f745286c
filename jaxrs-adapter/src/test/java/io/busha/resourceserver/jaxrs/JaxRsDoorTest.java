package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole door as an application registers it with Jersey. */
@ExtendWith(LocalIssuerExtension.class)
class JaxRsDoorTest {

    private static final AtomicInteger LOCATORS = new AtomicInteger();

    private final RequestGuard guard;
    private final String token;

    JaxRsDoorTest(LocalIssuer issuer) {
        guard = RequestGuard.of(Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID)));
        token = "Authorization: Bearer "
                + issuer.accessToken().scopes("balances:read").sign();
        LOCATORS.set(0);
    }

    /** Resource methods, and locators that declare nothing. */
    @Path("/")
    public static class Resources {
        @GET
        @Path("open")
        @Open
        public String open() {
            return "open";
        }

        @Path("located")
        public Object located() {
            LOCATORS.incrementAndGet();
            return new Resources();
        }

        @Path("faulty")
        public Object faulty() {
            return new WithAnnotatedLocator();
        }

        @Path("contradicting")
        public Object contradicting() {
            return new Contradicting();
        }
    }

    /** A resource class that is known only when a locator returns it. */
    public static class WithAnnotatedLocator {
        @GET
        @Path("open")
        @Open
        public String open() {
            return "open";
        }

        @Path("located")
        @RequireScope("transfers:write")
        public Object located() {
            return new Resources();
        }
    }

    /** A method with two rules. */
    @Path("/twice")
    public static class Contradicting {
        @GET
        @Open
        @Authenticated
        public String twice() {
            return "twice";
        }
    }

    @AfterEach
    void end() {
        guard.close();
    }

    private ResourceConfig application(Class<?>... resources) {
        return new ResourceConfig(resources)
                .property("jersey.config.disableMetainfServicesLookup", true)
                .register(BushaFeature.of(guard));
    }

    private JerseyServer server() throws Exception {
        return new JerseyServer(application(Resources.class));
    }

    @Test
    void refusesBadTokenBeforeLocatorRuns() throws Exception {
        try (JerseyServer server = server()) {
            assertThat(server.get("/located/open", "Authorization: Bearer bad").status())
                    .isEqualTo(401);
            assertThat(LOCATORS).hasValue(0);
            assertThat(server.get("/located/open", token).status()).isEqualTo(200);
            assertThat(LOCATORS).hasValue(1);
        }
    }

    @Test
    void closesMethodsThatResourceDoesNotHave() throws Exception {
        try (JerseyServer server = server()) {
            for (String method : new String[] {"OPTIONS", "DELETE"}) {
                assertThat(server.request(method, "/open", token).status())
                        .as(method)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void closesEverythingBelowResourceWithAnnotatedLocator() throws Exception {
        try (JerseyServer server = server()) {
            assertThat(server.get("/faulty/open", token).status()).isEqualTo(403);
            assertThat(server.get("/faulty/located/open", token).status()).isEqualTo(403);
        }
    }

    @Test
    void closesContradictionFoundAtARequest() throws Exception {
        try (JerseyServer server = server()) {
            assertThat(server.get("/contradicting", token).status()).isEqualTo(403);
        }
    }

    @Test
    void doesNotStartWithContradiction() {
        assertThatThrownBy(() -> new ApplicationHandler(application(Contradicting.class)))
                .hasStackTraceContaining("Contradicting.twice");
    }
}
