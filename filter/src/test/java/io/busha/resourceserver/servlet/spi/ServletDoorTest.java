package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The door before the servlet of a framework, and what the framework asks of it. */
@ExtendWith(LocalIssuerExtension.class)
class ServletDoorTest {

    private static final Optional<Rule> READ = Optional.of(Rule.allOf("balances:read"));

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final Framework framework = new Framework().put("/a", Rule.authenticated());
    private final FakeApplication application = new FakeApplication().servlet("framework", null, "/*");
    private final ServletDoor servletDoor;
    private final Door door;
    private final FakeResponse response = new FakeResponse();

    ServletDoorTest(LocalIssuer issuer) throws Exception {
        this.issuer = issuer;
        this.guard = Door.guard(issuer);
        this.servletDoor = ServletDoor.of("busha", guard, framework);
        this.door = Door.of(servletDoor, application);
    }

    private static FakeRequest request() {
        return get("/a").at("", "/a").to("framework");
    }

    private FakeRequest withToken() {
        return request().bearer(issuer.accessToken().subject("ada"));
    }

    private boolean admits(FakeRequest request, Optional<Rule> declared) throws Exception {
        return servletDoor.admits(request.request(), response.response(), Endpoint.declaring(declared));
    }

    @Test
    void refusesCallersThatNoEndpointWouldAdmit() throws Exception {
        assertThat(door.send(request())).isEqualTo("refused with 401");
        assertThat(door.send(withToken())).isEqualTo("let in as ada");
        framework.put("/a", Rule.open());
        assertThat(door.send(request())).isEqualTo("let in as nobody");
        framework.put("/a", Rule.allOf("balances:read"));
        assertThat(door.send(withToken())).isEqualTo("refused with 403");
    }

    @Test
    void checksTheCredentialForEveryEndpoint() throws Exception {
        framework.put("/a", Rule.open());
        assertThat(door.send(request().header("Authorization", "Bearer x.y.z"))).isEqualTo("refused with 401");
    }

    @Test
    void passesUnmappedRequestsOnOnlyWithAToken() throws Exception {
        FakeRequest unmapped = get("/b").at("", "/b").to("framework");
        assertThat(door.send(unmapped)).isEqualTo("refused with 403");
        assertThat(framework.unmapped).isEmpty();
        door.send(unmapped.bearer(issuer.accessToken()));
        assertThat(framework.unmapped).containsExactly("/b");
    }

    @Test
    void screensEveryRequestFromOutside() throws Exception {
        FakeRequest request = withToken();
        assertThat(door.send(request)).isEqualTo("let in as ada");
        assertThat(door.send(request.withoutHeaders())).isEqualTo("refused with 401");
    }

    @Test
    void closesRequestsThatTheServletAnswersItself() throws Exception {
        FakeRequest trace = withToken().method("TRACE");
        assertThat(door.send(trace)).isEqualTo("refused with 403");
    }

    @Test
    void authorizesAdmittedCallersAtTheEndpoint() throws Exception {
        FakeRequest request = withToken();
        door.send(request);
        FakeRequest behind = request.withoutHeaders();
        assertThat(admits(behind, Optional.of(Rule.authenticated()))).isTrue();
        assertThat(admits(behind, Optional.empty())).isFalse();
    }

    @Test
    void closesUndeclaredEndpoints() throws Exception {
        framework.put("/a", Rule.open());
        FakeRequest request = request();
        assertThat(door.send(request)).isEqualTo("let in as nobody");
        assertThat(admits(request, Optional.empty())).isFalse();
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void keepsItsDecisionForTheDispatchesThatFollow() throws Exception {
        FakeRequest request = withToken();
        door.send(request);
        assertThat(admits(request, Optional.of(Rule.authenticated()))).isTrue();
        FakeRequest again = request.withoutHeaders().dispatched(DispatcherType.ASYNC);
        assertThat(door.send(again)).isEqualTo("let in as ada");
        assertThat(admits(again, Optional.of(Rule.authenticated()))).isTrue();
    }

    @Test
    void appliesTheRuleOfTheEndpointReached() throws Exception {
        FakeRequest request = withToken();
        door.send(request);
        assertThat(admits(request, READ)).isFalse();
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("insufficient-scope");
        assertThat(admits(request, Optional.empty())).isFalse();
        assertThat(response.body()).contains("endpoint-closed");
    }

    @Test
    void remembersItsDecisionAtTheEndpoint() throws Exception {
        FakeRequest request =
                request().bearer(issuer.accessToken().scopes("balances:read").subject("ada"));
        assertThat(admits(request, READ)).isTrue();
        assertThat(admits(request.withoutHeaders(), READ)).isTrue();
        assertThat(response.isUntouched()).isTrue();
    }

    @Test
    void admitsErrorPagesWithoutADecision() throws Exception {
        assertThat(admits(request().dispatched(DispatcherType.ERROR), Optional.empty()))
                .isTrue();
    }

    @Test
    void hasAdmittedRequestsThatPassedTheFilter() throws Exception {
        FakeRequest request = withToken();
        assertThat(servletDoor.hasAdmitted(request.request())).isFalse();
        door.send(request);
        assertThat(servletDoor.hasAdmitted(request.request())).isTrue();
        framework.put("/a", Rule.closed());
        assertThat(servletDoor.hasAdmitted(request.request())).isTrue();
        assertThat(servletDoor.hasAdmitted(request.at("", "/b").request())).isTrue();
        assertThat(servletDoor.hasAdmitted(request.to("another").request())).isFalse();
    }

    @Test
    void hasAdmittedEveryErrorPage() {
        assertThat(servletDoor.hasAdmitted(
                        request().dispatched(DispatcherType.ERROR).request()))
                .isTrue();
    }

    @Test
    void isReadyBeforeAnyContainerKnowsIt() {
        ServletDoor early = ServletDoor.of("busha", guard, framework);
        assertThat(early.hasAdmitted(request().request())).isFalse();
        assertThat(early.hasAdmitted(request().dispatched(DispatcherType.ERROR).request()))
                .isTrue();
    }

    @Test
    void checksTheCredentialAtTheEndpointIfItDidNotRunBefore() throws Exception {
        ServletDoor early = ServletDoor.of("busha", guard, framework);
        FakeRequest nobody = request();
        assertThat(early.hasAdmitted(nobody.request())).isFalse();
        assertThat(early.admits(nobody.request(), response.response(), Endpoint.declaring(READ)))
                .isFalse();
        assertThat(response.status()).isEqualTo(401);

        FakeRequest ada =
                request().bearer(issuer.accessToken().scopes("balances:read").subject("ada"));
        assertThat(early.admits(ada.request(), response.response(), Endpoint.declaring(READ)))
                .isTrue();
        assertThat(ResourceServerFilter.token(ada.request()))
                .hasValueSatisfying(token -> assertThat(token.subject()).isEqualTo("ada"));
        assertThat(early.hasAdmitted(ada.request())).isTrue();
    }

    @Test
    void decidesWithoutInitialisationByTheContainer() throws Exception {
        ServletDoor early = ServletDoor.of("busha", guard, framework);
        List<ServletRequest> arrived = new ArrayList<>();
        early.enter(withToken().request(), response.response(), (request, answer) -> arrived.add(request));
        assertThat(arrived).hasSize(1);
        early.enter(request().request(), response.response(), (request, answer) -> arrived.add(request));
        assertThat(arrived).hasSize(1);
        assertThat(response.status()).isEqualTo(401);
    }

    private String atFallback(FakeRequest request, String... settings) throws Exception {
        try (RequestGuard other = Door.guard(issuer, settings)) {
            List<String> none = new ArrayList<>();
            boolean admits = ServletDoor.of("busha", other, framework)
                    .admits(
                            request.request(),
                            response.response(),
                            Endpoint.unknown(),
                            (asked, answer) -> none.add("nothing there"));
            return admits ? "admitted" : none.isEmpty() ? "refused with " + response.status() : none.get(0);
        }
    }

    @Test
    void answers404ForUnmappedPathsToCallersWithAToken() throws Exception {
        assertThat(atFallback(request())).isEqualTo("refused with 403");
        assertThat(atFallback(withToken())).isEqualTo("nothing there");
        assertThat(atFallback(request().header("Authorization", "Bearer x.y.z")))
                .isEqualTo("refused with 401");
        assertThat(atFallback(withToken(), "routes", "GET /a closed")).isEqualTo("refused with 403");
        assertThat(atFallback(request(), "routes", "GET /a open")).isEqualTo("admitted");
    }

    @Test
    void appliesTheRuleOfAFallbackEndpoint() throws Exception {
        assertThat(servletDoor.admits(
                        withToken().request(),
                        response.response(),
                        Endpoint.declaring(READ),
                        (asked, answer) -> response.sendError(404)))
                .isFalse();
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void doesNotChangeTheResponseOfAnIncludingEndpoint() throws Exception {
        FakeRequest included = request().dispatched(DispatcherType.INCLUDE);
        included.attribute("jakarta.servlet.include.servlet_path", "")
                .attribute("jakarta.servlet.include.path_info", "/a");
        assertThat(admits(included, READ)).isFalse();
        assertThat(response.isUntouched()).isTrue();
    }

    @Test
    void remembersAdmittedRequestsWithoutAFramework() throws Exception {
        ServletDoor plain = ServletDoor.of("busha", guard);
        FakeApplication servlets = Servlets.application();
        Door alone = Door.of(plain, servlets);
        FakeRequest me = get("/me").at("/me", null).to("Me").in(servlets).bearer(issuer.accessToken());
        assertThat(plain.hasAdmitted(me.request())).isFalse();
        alone.send(me);
        assertThat(plain.hasAdmitted(me.request())).isTrue();
    }

    /** A framework that implements only the required methods. */
    @Test
    void optionalMethodsOfAFrameworkHaveDefaults() throws Exception {
        DispatchedEndpoints least = new DispatchedEndpoints() {
            @Override
            public boolean areBehind(String servlet) {
                return true;
            }

            @Override
            public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
                return Reachable.closed();
            }

            @Override
            public List<MappedEndpoint> endpoints(String servlet, String prefix) {
                return List.of();
            }
        };
        List<ServletRequest> arrived = new ArrayList<>();
        HttpServletRequest sent = request().request();
        assertThat(least.serveUnmapped("any", sent, response.response(), (asked, answer) -> arrived.add(asked)))
                .isTrue();
        assertThat(arrived).singleElement().isSameAs(sent);
        assertThat(least.warnings()).isEmpty();
        assertThat(least.isErrorPage("/error")).isFalse();
        assertThat(least.objectionToLeaving(sent)).contains("nothing else would protect it here");
    }

    @Test
    void answers404ForAServletThatIsNotReady() throws Exception {
        FakeRequest early = get("/early").at("", "/early").to("framework").bearer(issuer.accessToken());
        assertThat(door.send(early)).isEqualTo("refused with 404");
    }

    @Test
    void denialReplacesAStartedResponse() throws Exception {
        response.getOutputStream().print("the balance is");
        servletDoor.deny(request().request(), response.response(), Rule.allOf("a", "b"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).startsWith("{\"type\":\"urn:busha:problem:insufficient-scope\"");
        assertThat(response.headers().get("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"a b\"");
    }

    @Test
    void challengeReplacesAStartedResponse() throws Exception {
        response.getOutputStream().print("the balance is");
        servletDoor.challenge(withToken().request(), response.response());
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).startsWith("{\"type\":\"urn:busha:problem:no-credentials\"");
    }

    @Test
    void answersBeforeAnyContainerKnowsIt() throws Exception {
        ServletDoor early = ServletDoor.of("busha", guard, framework);
        early.deny(request().request(), response.response(), Rule.allOf("a"));
        assertThat(response.status()).isEqualTo(403);
        early.challenge(request().request(), response.response());
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void auditIsCreatedWhenTheFrameworkRequestsIt() {
        application.filter(new FakeFilterRegistration("busha", ResourceServerFilter.class).on("/*"));
        assertThat(ResourceServerFilter.audit(application.context(), "busha")).isEmpty();
        var audit = servletDoor.audit(application.context());
        assertThat(ResourceServerFilter.audit(application.context(), "busha")).containsSame(audit);
        assertThat(audit.entries()).map(Object::toString).anyMatch(entry -> entry.contains("/a framework"));
        assertThat(audit.warnings()).contains("an interceptor is early");
    }

    /** What was read for the first request would be wrong if the servlets were registered later. */
    @Test
    void knowsTheServletsThatTheAuditHasSeen() throws Exception {
        ServletDoor plain = ServletDoor.of("busha", guard);
        FakeRequest balances = get("/balances").to("Balances").in(new FakeApplication());
        assertThat(plain.hasAdmitted(balances.request())).isFalse();
        plain.audit(Servlets.application().context());
        plain.enter(
                balances.bearer(issuer.accessToken().scopes("balances:read")).request(),
                response.response(),
                (request, answer) -> {});
        assertThat(response.isUntouched()).isTrue();
        assertThat(plain.hasAdmitted(balances.request())).isTrue();
    }

    @Test
    void servesTwoFiltersOfOneDoor() throws Exception {
        Door second = Door.of(servletDoor, application);
        FakeRequest request = withToken();
        assertThat(door.send(request)).isEqualTo("let in as ada");
        assertThat(second.send(request.withoutHeaders().dispatched(DispatcherType.FORWARD)))
                .isEqualTo("let in as ada");
    }

    @Test
    void hasTheNameAndTheGuardThatItWasGiven() {
        assertThat(servletDoor.name()).isEqualTo("busha");
        assertThat(servletDoor.guard()).isSameAs(guard);
    }
}
