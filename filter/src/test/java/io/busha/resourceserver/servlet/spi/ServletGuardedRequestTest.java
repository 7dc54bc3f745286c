package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the guard sees of a request, depending on the container's dispatch. */
class ServletGuardedRequestTest {

    private final FakeApplication application = Servlets.application();

    private ServletGuardedRequest guarded(FakeRequest request) {
        return ServletGuardedRequest.of(request.request(), ServletDeclarations.of(application.context(), null));
    }

    @Test
    void exposesMethodAndPathOfTheRequest() {
        FakeRequest request = get("/").method("PROPFIND").at("/me", "/name").sentAs("/bank/m%65/name;a");
        ServletGuardedRequest guarded = guarded(request.to("Me"));
        assertThat(guarded.method()).isEqualTo("PROPFIND");
        assertThat(guarded.path()).isEqualTo("/me/name");
        assertThat(guarded.rawPath()).isEqualTo("/bank/m%65/name;a");
        assertThat(guarded.request()).isSameAs(request.request());
    }

    @Test
    void pathIsTheServletPathWithoutPathInfo() {
        assertThat(guarded(get("/balances").to("Balances")).path()).isEqualTo("/balances");
    }

    @Test
    void servletIsTheOneChosenByTheContainer() {
        ServletGuardedRequest guarded = guarded(get("/health").to("Balances"));
        assertThat(guarded.servlet()).isEqualTo("Balances");
        assertThat(guarded.endpoint().declaredRule()).contains(Rule.allOf("balances:read"));
    }

    @Test
    void pathIsKnownIfTheServletPatternIsExact() {
        assertThat(guarded(get("/me").toExactly("Me")).endpoint())
                .isEqualTo(Endpoint.declaring(Optional.of(Rule.authenticated())).at(EndpointPath.of("/me")));
        Endpoint unknown = Endpoint.declaring(Optional.of(Rule.authenticated()));
        assertThat(guarded(get("/me").to("Me")).endpoint()).isEqualTo(unknown);
        assertThat(guarded(get("/").toRoot("Me")).endpoint()).isEqualTo(unknown.at(EndpointPath.of("/")));
        assertThat(guarded(get("").toRoot("Me")).endpoint()).isEqualTo(unknown);
    }

    @Test
    void declaresNothingIfTheContainerNamesNoServlet() {
        for (FakeRequest request : List.of(get("/health"), get("/health").to(null))) {
            assertThat(guarded(request).servlet()).isEmpty();
            assertThat(guarded(request).endpoint().declaredRule()).isEmpty();
        }
    }

    @Test
    void includeGoesToTheIncludedServlet() {
        ServletGuardedRequest guarded = guarded(get("/health")
                .to("Health")
                .dispatched(DispatcherType.INCLUDE)
                .attribute("jakarta.servlet.include.servlet_path", "/me")
                .attribute("jakarta.servlet.include.path_info", "/name")
                .attribute("jakarta.servlet.include.request_uri", "/bank/me/name"));
        assertThat(guarded.servlet()).isEqualTo("Me");
        assertThat(guarded.path()).isEqualTo("/me/name");
        assertThat(guarded.rawPath()).isEqualTo("/bank/me/name");
        assertThat(guarded.endpoint().declaredRule()).contains(Rule.authenticated());
    }

    @Test
    void includeByNameDeclaresNothing() {
        ServletGuardedRequest guarded = guarded(get("/health").to("Health").dispatched(DispatcherType.INCLUDE));
        assertThat(guarded.servlet()).isEmpty();
        assertThat(guarded.path()).isEmpty();
        assertThat(guarded.rawPath()).isEmpty();
        assertThat(guarded.endpoint().declaredRule()).isEmpty();
    }

    @Test
    void usesTheRuleOfTheEndpointReached() {
        ServletDeclarations declarations = ServletDeclarations.of(application.context(), null);
        HttpServletRequest request = get("/me").to("Me").request();
        assertThat(ServletGuardedRequest.of(request, declarations, Endpoint.declaring(Optional.of(Rule.allOf("a"))))
                        .endpoint()
                        .declaredRule())
                .contains(Rule.allOf("a"));
        assertThat(ServletGuardedRequest.of(request, declarations, Endpoint.unknown())
                        .endpoint()
                        .declaredRule())
                .isEmpty();
    }

    @Test
    void showsOnlyAuthorizationHeaders() {
        assertThat(guarded(get("/me")
                                .header("Authorization", "a")
                                .header("Proxy-Authorization", "b")
                                .header("AUTHORIZATION", "c"))
                        .authorization())
                .containsExactly("a", "c");
        assertThat(guarded(get("/me")).authorization()).isEmpty();
    }

    @Test
    void showsNoHeadersIfTheContainerDeniesAccess() {
        assertThat(guarded(get("/me").header("Authorization", "a").withoutAccessToHeaders())
                        .authorization())
                .isEmpty();
    }
}
