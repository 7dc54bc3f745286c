package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line applies to its resource method with and without a trailing slash in the path. */
@ExtendWith(LocalIssuerExtension.class)
class SpellingTest {

    private static final String LINES = """
            GET /reports/salaries hr:read
            GET /reports/yearly/ hr:read
            GET /reports/{year}/totals open
            * /reports/** open
            GET /public/inner open
            GET /located/inner hr:read
            HEAD /public/inner hr:read
            """;

    private final RequestGuard guard;
    private final JerseyServer server;
    private final String token;

    SpellingTest(LocalIssuer issuer) throws Exception {
        guard = RequestGuard.of(
                Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "routes", LINES)));
        server = new JerseyServer(new ResourceConfig(Reports.class, Inner.class, Outer.class)
                .property("jersey.config.disableMetainfServicesLookup", true)
                .register(BushaFeature.of(guard)));
        token = "Authorization: Bearer "
                + issuer.accessToken().scopes("hr:read").sign();
    }

    /** Some of them come after a line that opens the rest. */
    @Path("/reports/")
    public static class Reports {
        @GET
        @Path("salaries")
        public String salaries() {
            return "salaries";
        }

        @GET
        @Path("/yearly")
        public String yearly() {
            return "yearly";
        }

        @GET
        @Path("other/")
        public String other() {
            return "other";
        }

        @GET
        @Path("{year: [0-9]+}/totals")
        public String totals() {
            return "totals";
        }
    }

    /** A root resource and a sub-resource locator. */
    @Path("/public")
    public static class Inner {
        @GET
        @Path("inner")
        public String inner() {
            return "inner";
        }
    }

    /** Leads to the resource on other paths. */
    @Path("/")
    public static class Outer {
        @Path("located")
        public Inner located() {
            return new Inner();
        }

        @Path("hidden")
        public Inner hidden() {
            return new Inner();
        }
    }

    @BeforeEach
    void isUp() {
        assertThat(server.get("/reports/other").status()).isEqualTo(200);
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        guard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/salaries",
                "/reports/salaries/",
                "/reports/salaries;x=1",
                "/reports/yearly",
                "/reports/yearly/",
                "/located/inner",
                "/located/inner/"
            })
    void lineAppliesWithAndWithoutATrailingSlash(String path) {
        assertThat(server.get(path).status()).isEqualTo(401);
        assertThat(server.get(path, token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/reports/other", "/reports/other/", "/reports/2026/totals", "/public/inner", "/public/inner/"})
    void lineOpensPathsWithAndWithoutATrailingSlash(String path) {
        assertThat(server.get(path).status()).isEqualTo(200);
    }

    @Test
    void lineForARootResourceOpensNoSubResource() {
        assertThat(server.get("/hidden/inner", token).status()).isEqualTo(403);
        assertThat(server.get("/hidden/inner/", token).status()).isEqualTo(403);
    }

    @Test
    void lineForHeadAppliesToHeadAnsweredByGet() {
        assertThat(server.request("HEAD", "/public/inner").status()).isEqualTo(401);
        assertThat(server.request("HEAD", "/public/inner/", token).status()).isEqualTo(200);
        assertThat(server.request("HEAD", "/reports/other").status()).isEqualTo(200);
    }
}
