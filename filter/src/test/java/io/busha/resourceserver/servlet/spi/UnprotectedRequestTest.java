package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointIndex;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that the filter leaves to a framework's filter behind it because of an unprotected route line. */
@ExtendWith(LocalIssuerExtension.class)
class UnprotectedRequestTest {

    private static final EndpointPath PARTNER = EndpointPath.of("/p/x");

    /** A framework whose endpoints a filter behind ours may protect. */
    private static final class Protecting extends Framework {
        private Optional<String> objection = Optional.empty();
        private List<MappedEndpoint> others = List.of();

        @Override
        public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
            List<MappedEndpoint> all = new ArrayList<>(endpoints(servlet, ""));
            all.addAll(others);
            return EndpointIndex.of(all).reachableBy(Set.of(request.path()));
        }

        @Override
        public Optional<String> objectionToLeaving(HttpServletRequest request) {
            return objection;
        }

        @Override
        public List<MappedEndpoint> endpoints(String servlet, String prefix) {
            return List.of(
                    MappedEndpoint.of("/p/x", PARTNER, "x.Y").mayBeUnprotected(),
                    MappedEndpoint.of("/a", EndpointPath.of("/a"), "x.Y"));
        }
    }

    private final LocalIssuer issuer;
    private final Protecting framework = new Protecting();
    private final FakeApplication application = new FakeApplication()
            .servlet("framework", null, "/*")
            .filter(new FakeFilterRegistration("busha", ResourceServerFilter.class).on("/*"));
    private final ServletDoor servletDoor;
    private final Door door;
    private final FakeResponse response = new FakeResponse();

    UnprotectedRequestTest(LocalIssuer issuer) throws Exception {
        this.issuer = issuer;
        this.servletDoor = ServletDoor.of("busha", guard(issuer), framework);
        this.door = Door.of(servletDoor, application);
    }

    private static RequestGuard guard(LocalIssuer issuer) {
        Map<String, String> values =
                new HashMap<>(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID));
        values.put("routes", "* /p/** unprotected; * /a open");
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        return RequestGuard.builder(Settings.allowingUnprotected(values))
                .keys(KeySource.fixed(issuer.issuer(), jwks))
                .build();
    }

    private static FakeRequest to(String path) {
        return get(path).at("", path).to("framework").header("Authorization", "Bearer of.another.issuer");
    }

    private boolean admits(FakeRequest request, EndpointPath arrived) throws Exception {
        return servletDoor.admits(
                request.request(), response.response(), Endpoint.unknown().at(arrived));
    }

    @Test
    void isNotChecked() throws Exception {
        FakeRequest request = to("/p/x");
        assertThat(door.send(request)).isEqualTo("let in as nobody");
        assertThat(ServletDoor.wasLeftUnprotected(request.request())).isTrue();
        assertThat(servletDoor.hasAdmitted(request.request())).isFalse();
        assertThat(admits(request, PARTNER)).isTrue();
        assertThat(ResourceServerFilter.token(request.request())).isEmpty();
        assertThat(response.isUntouched()).isTrue();
    }

    @Test
    void isCheckedIfNothingElseProtectsIt() throws Exception {
        framework.objection = Optional.of("no");
        FakeRequest request = to("/p/x");
        assertThat(door.send(request)).isEqualTo("refused with 401");
        assertThat(ServletDoor.wasLeftUnprotected(request.request())).isFalse();
        assertThat(door.send(to("/p/x").withoutHeaders())).isEqualTo("refused with 403");
        assertThat(door.send(to("/p/x").withoutHeaders().bearer(issuer.accessToken())))
                .isEqualTo("refused with 403");
    }

    @Test
    void isCheckedAtTheEndpointIfNothingElseStillProtectsIt() throws Exception {
        FakeRequest request = to("/p/x");
        door.send(request);
        framework.objection = Optional.of("no");
        assertThat(admits(request, PARTNER)).isFalse();
        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void isCheckedIfItReachesAnotherEndpoint() throws Exception {
        FakeRequest request = to("/p/x");
        door.send(request);
        assertThat(admits(request.at("", "/a"), EndpointPath.of("/a"))).isFalse();
        assertThat(response.status()).isEqualTo(401);
        assertThat(admits(request.at("", "/p/x"), EndpointPath.of("/*/x"))).isFalse();
        assertThat(admits(request.at("", "/p/y"), PARTNER)).isFalse();
        assertThat(door.send(to("/a").dispatched(DispatcherType.FORWARD))).isEqualTo("refused with 401");
    }

    @Test
    void isCheckedIfTheFilterDidNotRunBefore() throws Exception {
        assertThat(admits(to("/p/x"), PARTNER)).isFalse();
        assertThat(admits(to("/p/x").withoutHeaders(), PARTNER)).isFalse();
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void isAdmittedInLaterDispatches() throws Exception {
        FakeRequest request = to("/p/x");
        door.send(request);
        assertThat(door.send(request.method("POST").dispatched(DispatcherType.FORWARD)))
                .isEqualTo("let in as nobody");
        assertThat(admits(request, PARTNER)).isTrue();
        assertThat(door.send(request.dispatched(DispatcherType.ASYNC))).isEqualTo("let in as nobody");
    }

    @Test
    void isClosedToCallersThatTheFilterHasChecked() throws Exception {
        FakeRequest request = to("/a").withoutHeaders();
        assertThat(door.send(request)).isEqualTo("let in as nobody");
        assertThat(admits(request.at("", "/p/x"), PARTNER)).isFalse();
        assertThat(door.send(request.dispatched(DispatcherType.FORWARD))).isEqualTo("refused with 403");
        assertThat(door.send(to("/p/x").dispatched(DispatcherType.FORWARD))).isEqualTo("refused with 401");
    }

    @Test
    void isConfirmedByTheFrameworkAtStart() {
        assertThat(servletDoor.audit(application.context()).warnings())
                .anyMatch(warning -> warning.startsWith("UNPROTECTED: * /p/x (x.Y)"));
        framework.objection = Optional.of("nobody is there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> servletDoor.audit(application.context()))
                .withMessageContaining("unprotected: nobody is there (GET)");
        framework.others = List.of(MappedEndpoint.of("/**", EndpointPath.of("/**"), "x.Y"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> servletDoor.audit(application.context()))
                .withMessageContaining("such a request could also reach another endpoint, whose rule is checked (GET)");
    }

    @Test
    void isRefusedIfTheFrameworkProtectsNothing() {
        assertThat(new Framework().objectionToLeaving(to("/p/x").request()))
                .contains("nothing else would protect it here");
    }

    @Test
    void declaresNothing() throws Exception {
        FakeRequest request = to("/p/x");
        door.send(request);
        assertThat(servletDoor.admits(
                        request.request(),
                        response.response(),
                        Endpoint.declaring(Optional.of(Rule.open())).at(PARTNER)))
                .isFalse();
        assertThat(response.status()).isEqualTo(401);
    }
}
