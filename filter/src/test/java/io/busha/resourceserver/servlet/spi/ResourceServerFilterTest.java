package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static io.busha.resourceserver.servlet.spi.FakeRequest.handshake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

/** What happens to a request that reaches the filter. */
@ExtendWith(LocalIssuerExtension.class)
class ResourceServerFilterTest {

    private static final FilterChain NEVER_CALLED = (request, response) -> {
        throw new AssertionError("the request went on");
    };

    private final LocalIssuer issuer;
    private final ResourceServerFilter filter;
    private final Door door;

    ResourceServerFilterTest(LocalIssuer issuer) throws ServletException {
        this.issuer = issuer;
        this.filter = new ResourceServerFilter(Door.guard(issuer));
        this.door = Door.of(filter, Servlets.application());
    }

    @BeforeEach
    @AfterEach
    void clearMdc() {
        MDC.clear();
    }

    private TokenMint ada() {
        return issuer.accessToken().subject("ada").without("jti");
    }

    @Test
    void refusesHandshakesOfAnotherOrigin() throws Exception {
        Door sockets = Door.of(new ResourceServerFilter(Door.guard(issuer)), SocketRulesTest.withOwnOrigin());
        assertThat(sockets.send(handshake("/ws").to("Health"))).isEqualTo("let in as nobody");
        FakeRequest evil = handshake("/ws").to("Health").header("Origin", "https://evil.example");
        assertThat(sockets.send(evil)).isEqualTo("refused with 403");
    }

    @Test
    void admitsCallersThatMeetTheRuleOfTheServlet() throws Exception {
        TokenMint reader = ada().scopes("balances:read");
        assertThat(door.send(get("/health").to("Health"))).isEqualTo("let in as nobody");
        assertThat(door.send(get("/health").to("Health").bearer(ada()))).isEqualTo("let in as ada");
        assertThat(door.send(get("/me").to("Me"))).isEqualTo("refused with 401");
        assertThat(door.send(get("/me").to("Me").bearer(ada()))).isEqualTo("let in as ada");
        assertThat(door.send(get("/balances").to("Balances").bearer(ada()))).isEqualTo("refused with 403");
        assertThat(door.send(get("/balances").to("Balances").bearer(reader))).isEqualTo("let in as ada");
        assertThat(door.send(get("/undeclared").to("Undeclared").bearer(reader)))
                .isEqualTo("refused with 403");
    }

    @Test
    void exposesTheCallerToTheApplication() throws Exception {
        FakeRequest request = get("/me").to("Me").bearer(ada());
        door.send(request);
        assertThat(door.arrived().get(0))
                .isInstanceOf(AuthenticatedRequest.class)
                .satisfies(arrived -> assertThat(arrived.getRemoteUser()).isEqualTo("ada"));
        assertThat(ResourceServerFilter.token(request.request()).map(VerifiedToken::subject))
                .contains("ada");
    }

    @Test
    void passesAnonymousRequestsOnUnchanged() throws Exception {
        FakeRequest request = get("/health").to("Health");
        door.send(request);
        assertThat(door.arrived()).hasSize(1).allMatch(arrived -> arrived == request.request());
    }

    @Test
    void removesTheTokenOfAnEarlierDispatchFromAnonymousRequests() throws Exception {
        FakeRequest request = get("/me").to("Me").bearer(ada());
        door.send(request);
        door.send(request.withoutHeaders().at("/health", null).to("Health"));
        assertThat(request.request().getAttribute(ResourceServerFilter.TOKEN_ATTRIBUTE))
                .isNull();
    }

    @Test
    void answersWithOnlyTheDenial() throws Exception {
        FakeResponse response = new FakeResponse();
        filter.doFilter(get("/me").to("Me").request(), response.response(), NEVER_CALLED);
        String body = "{\"type\":\"urn:busha:problem:no-credentials\",\"title\":\"an access token is required\","
                + "\"status\":401}";
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers())
                .isEqualTo(Map.of(
                        "WWW-Authenticate", List.of("Bearer realm=\"busha\""),
                        "Cache-Control", List.of("no-store"),
                        "Content-Type", List.of("application/problem+json"),
                        "Content-Length", List.of(Integer.toString(body.length()))));
    }

    @Test
    void doesNotWriteToTheResponseOfAnIncludingEndpoint() throws Exception {
        FakeResponse response = new FakeResponse();
        FakeRequest included = get("/health")
                .dispatched(DispatcherType.INCLUDE)
                .attribute("jakarta.servlet.include.servlet_path", "/balances");
        filter.doFilter(included.request(), response.response(), NEVER_CALLED);
        assertThat(response.isUntouched()).isTrue();
    }

    @Test
    void admitsErrorPagesWithoutADecision() throws Exception {
        FakeRequest page = get("/undeclared").to("Undeclared").header("Authorization", "Bearer bad");
        assertThat(door.send(page.dispatched(DispatcherType.ERROR))).isEqualTo("let in as nobody");
    }

    @Test
    void admitsNobodyBeforeInitialisation() {
        for (ResourceServerFilter early :
                List.of(new ResourceServerFilter(), new ResourceServerFilter(Door.guard(issuer)))) {
            assertThatExceptionOfType(ServletException.class)
                    .isThrownBy(
                            () -> early.doFilter(get("/health").request(), new FakeResponse().response(), NEVER_CALLED))
                    .withMessage("this filter is not initialised, or was destroyed: it lets no request pass");
        }
    }

    @Test
    void refusesRequestsThatAreNotHttp() {
        ServletRequest request = Fakes.of(ServletRequest.class, "a request of another protocol");
        ServletResponse response = Fakes.of(ServletResponse.class, "a response of another protocol");
        assertNotHttp(request, new FakeResponse().response());
        assertNotHttp(get("/health").to("Health").request(), response);
    }

    private void assertNotHttp(ServletRequest request, ServletResponse response) {
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.doFilter(request, response, NEVER_CALLED))
                .withMessage("this filter protects only HTTP requests");
    }

    @Test
    void keepsTheCallerInTheMdcWhileTheEndpointRuns() throws Exception {
        List<@Nullable String> seen = new ArrayList<>();
        filter.doFilter(
                get("/me").to("Me").bearer(ada()).request(),
                new FakeResponse().response(),
                (request, response) -> seen.add(MDC.get("sub")));
        assertThat(seen).containsExactly("ada");
        assertThat(MDC.get("sub")).isNull();
    }

    @Test
    void removesTheCallerFromTheMdcIfTheEndpointFails() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> filter.doFilter(
                        get("/me").to("Me").bearer(ada()).request(),
                        new FakeResponse().response(),
                        (request, response) -> {
                            throw new IOException("of the endpoint");
                        }));
        assertThat(MDC.get("sub")).isNull();
    }

    @Test
    void usesTheSettingsOfItsGuard() throws Exception {
        RequestGuard routed = Door.guard(issuer, "routes", "GET /undeclared authenticated");
        Door other = Door.of(new ResourceServerFilter(routed), Servlets.application());
        assertThat(other.send(get("/undeclared").to("Undeclared").bearer(ada())))
                .isEqualTo("let in as ada");
    }
}
