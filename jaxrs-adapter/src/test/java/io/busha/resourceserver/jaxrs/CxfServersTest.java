package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.ServerLifeCycleManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole door in front of a CXF server. */
@ExtendWith(LocalIssuerExtension.class)
class CxfServersTest {

    private final RequestGuard guard;

    CxfServersTest(LocalIssuer issuer) {
        guard = TestGuards.of(issuer);
    }

    /** An open resource, so that only answers that replace it are refused. */
    @Path("/open")
    public static class Resource {
        @GET
        @Open
        public String get() {
            return "open";
        }
    }

    /** A filter that answers every request without a credential. */
    @PreMatching
    @Priority(Priorities.AUTHENTICATION + 1)
    public static class Behind implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getUriInfo().getQueryParameters().containsKey("answer")) {
                request.abortWith(Response.ok("answered by a filter").build());
            }
        }
    }

    /** A filter that answers too early, before the door. */
    @PreMatching
    @Priority(Priorities.AUTHENTICATION - 1)
    public static class Before extends Behind {}

    @AfterEach
    void end() {
        guard.close();
    }

    @Test
    void stopsServerWithoutBushaFeature() {
        assertThatThrownBy(() -> new CxfServer(new Resource())).hasStackTraceContaining("Register BushaFeature");
    }

    /** CXF creates this object while it creates the manager, so requesting the manager would recurse. */
    @Test
    void doesNotCreateAListenerManagerWhenConstructed() {
        Set<Object> asked = new HashSet<>();
        Bus bus = (Bus) Proxy.newProxyInstance(
                Bus.class.getClassLoader(), new Class<?>[] {Bus.class}, (proxy, method, arguments) -> {
                    asked.add(arguments[0]);
                    return null;
                });
        assertThat(new CxfServers(bus)).isNotNull();
        assertThat(asked).doesNotContain(ServerLifeCycleManager.class);
    }

    @Test
    void closesDescriptionThatRunsBeforeAllFilters() throws Exception {
        try (CxfServer server = new CxfServer(new Resource(), BushaFeature.of(guard))) {
            assertThat(server.get("/open").status()).isEqualTo(200);
            assertThat(server.get("/open?_wadl").status()).isEqualTo(403);
            assertThat(server.get("/open?_wadl").body()).startsWith("{").contains("\"status\":403");
            assertThat(server.get("/open?_wadl", "Authorization: Bearer bad").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void listsNoServers() throws Exception {
        try (CxfServer server = new CxfServer(new Resource(), BushaFeature.of(guard))) {
            assertThat(server.get("/services").status()).isEqualTo(404);
            assertThat(server.get("/open/services?stylesheet=1").status()).isEqualTo(404);
        }
    }

    @Test
    void closesAnswersOfFiltersThatRunLater() throws Exception {
        try (CxfServer server = new CxfServer(new Resource(), new Behind(), BushaFeature.of(guard))) {
            assertThat(server.get("/open?answer").status()).isEqualTo(403);
        }
    }

    @Test
    void namesEarlierFilters() throws Exception {
        try (LoggedLines warnings = LoggedLines.warnings();
                CxfServer server = new CxfServer(new Resource(), new Before(), BushaFeature.of(guard))) {
            assertThat(warnings.texts())
                    .singleElement()
                    .asString()
                    .contains("[" + Before.class.getName() + "]")
                    .contains("above 1000");
            assertThat(server.get("/open?answer").body()).isEqualTo("answered by a filter");
        }
    }

    @Test
    void namesNoFiltersIfThereAreNone() throws Exception {
        try (LoggedLines warnings = LoggedLines.warnings();
                CxfServer server = new CxfServer(new Resource(), new Behind(), BushaFeature.of(guard))) {
            assertThat(server.get("/open").status()).isEqualTo(200);
            assertThat(warnings.texts()).isEmpty();
        }
    }
}
