package io.busha.resourceserver.it.cxf42;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.JaxRsServer;
import io.busha.resourceserver.it.jaxrs.Parts;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.jaxrs.CxfServers;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.apache.cxf.jaxrs.model.wadl.WadlGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The descriptions of an application that CXF generates. */
@ExtendWith(LocalIssuerExtension.class)
class CxfDescriptionTest {

    private final LocalIssuer issuer;

    CxfDescriptionTest(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    /** A resource with a description. */
    @Path("/root")
    @Authenticated
    public static class Root {
        @GET
        public String get() {
            return "root";
        }

        @GET
        @Path("services")
        public String services() {
            return "a resource like any other";
        }
    }

    private Parts application(String routes) {
        return Parts.of(Root.class)
                .withProperties(Map.of(
                        "busha.issuer",
                        issuer.issuer(),
                        "busha.client-id",
                        LocalIssuer.CLIENT_ID,
                        "busha.key-wait",
                        "10s",
                        "busha.routes",
                        routes))
                .with(BushaFeature.class);
    }

    private RawHttp.Response get(JaxRsServer server, String path, String... headerLines) {
        return RawHttp.request("GET", server.uri(), path, "", headerLines);
    }

    private String token() {
        return "Authorization: Bearer " + issuer.accessToken().sign();
    }

    @Test
    void closesDescriptionByDefault() throws Exception {
        try (JaxRsServer server =
                JaxRsServer.of(new CxfRuntime(), application("")).start()) {
            assertThat(get(server, "/root?_wadl").status()).isEqualTo(403);
            assertThat(get(server, "/root?_wadl").body()).startsWith("{").contains("\"status\":403");
            assertThat(get(server, "/root?_wadl", token()).status()).isEqualTo(403);
            assertThat(get(server, "/root?_wadl", "Authorization: Bearer bad").status())
                    .isEqualTo(401);
            assertThat(get(server, "/root", token()).body()).contains("root");
        }
    }

    @Test
    void opensDescriptionByRouteLines() throws Exception {
        try (JaxRsServer server = JaxRsServer.of(new CxfRuntime(), application("GET / open; GET /root authenticated"))
                .start()) {
            assertThat(get(server, "/?_wadl").body()).contains("<application");
            assertThat(get(server, "/?_wadl", "Authorization: Bearer bad").status())
                    .isEqualTo(401);
            assertThat(get(server, "/root?_wadl").status()).isEqualTo(401);
            assertThat(get(server, "/root?_wadl", token()).body()).contains("<application");
        }
    }

    @Test
    void usesWadlGeneratorOfApplication() throws Exception {
        WadlGenerator own = new WadlGenerator();
        own.setApplicationTitle("made by its own");
        Parts application = application("GET / open").withInstance(own);
        try (JaxRsServer server = JaxRsServer.of(new CxfRuntime(), application).start()) {
            assertThat(get(server, "/root?_wadl").status()).isEqualTo(403);
            assertThat(get(server, "/?_wadl").body()).contains("made by its own");
        }
    }

    @Test
    void leavesDescriptionOpenIfServerIsNotProtected() throws Exception {
        Parts application = Parts.of(Root.class).withProperties(Map.of(CxfServers.NOT_PROTECTED, "true"));
        try (JaxRsServer server = JaxRsServer.of(new CxfRuntime(), application).start()) {
            assertThat(get(server, "/root?_wadl").body()).contains("<application");
        }
    }

    @Test
    void hidesServiceList() throws Exception {
        try (JaxRsServer server =
                JaxRsServer.of(new CxfRuntime(), application("")).start()) {
            for (String path : new String[] {"/services", "/services/", "/x/services?formatted=false"}) {
                assertThat(get(server, path).status()).as(path).isEqualTo(404);
                assertThat(get(server, path, "Authorization: Bearer bad").status())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(get(server, "/root/services").status()).isEqualTo(401);
            assertThat(get(server, "/root/services", token()).body()).contains("a resource like any other");
        }
    }
}
