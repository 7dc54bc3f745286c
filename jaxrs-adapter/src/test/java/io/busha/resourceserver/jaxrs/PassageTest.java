package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

@ExtendWith(LocalIssuerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassageTest {

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final ApplicationGuard door;

    PassageTest(LocalIssuer issuer) {
        this.issuer = issuer;
        guard = guard();
        door = ApplicationGuard.given(guard);
    }

    private RequestGuard guard() {
        return TestGuards.of(issuer);
    }

    @AfterEach
    void end() {
        Passage.hideAnyCaller();
        MDC.clear();
    }

    @AfterAll
    void stop() {
        guard.close();
    }

    private static ContainerRequest request() {
        URI base = URI.create("http://127.0.0.1/");
        return new ContainerRequest(base, base.resolve("x"), "GET", null, new MapPropertiesDelegate(), null);
    }

    private Passage admitted(ContainerRequest request, String subject, boolean asynchronously) {
        String token = issuer.accessToken().subject(subject).sign();
        Caller caller = (Caller) guard.authenticate(List.of("Bearer " + token));
        Passage.begin(request, door, caller);
        Passage passage = Passage.of(request, door).orElseThrow();
        Permit permit = (Permit) guard.authorize(
                        caller,
                        new JaxRsGuardedRequest(request, false, Endpoint.declaring(Optional.of(Rule.authenticated()))))
                .toCompletableFuture()
                .join();
        passage.admit(permit, asynchronously);
        return passage;
    }

    private static @Nullable String shown() {
        return MDC.get("sub");
    }

    @Test
    void showsTheCallerUntilItIsHidden() {
        MDC.put("sub", "before");
        Passage passage = admitted(request(), "user", false);
        assertThat(shown()).isEqualTo("user");
        passage.hide();
        assertThat(shown()).isEqualTo("before");
        passage.hide();
        assertThat(shown()).isEqualTo("before");
    }

    @Test
    void showsNoCallerIfTheAnswerComesFromAnotherThread() {
        Passage passage = admitted(request(), "user", true);
        assertThat(passage.isAdmitted()).isTrue();
        assertThat(shown()).isNull();
    }

    @Test
    void hidesTheCallerOnlyOnItsOwnThread() {
        Passage passage = admitted(request(), "user", false);
        CompletableFuture.runAsync(passage::hide).join();
        assertThat(shown()).isEqualTo("user");
        Passage.hideAnyCaller();
        assertThat(shown()).isNull();
    }

    @Test
    void doesNotHideTheCallerOfTheNextRequest() {
        Passage first = admitted(request(), "first", false);
        Passage.hideAnyCaller();
        admitted(request(), "second", false);
        first.hide();
        assertThat(shown()).isEqualTo("second");
    }

    @Test
    void isFoundOnlyByTheGuardThatStartedIt() {
        ContainerRequest request = request();
        admitted(request, "user", false);
        try (RequestGuard other = guard()) {
            assertThat(Passage.of(request, ApplicationGuard.given(other))).isEmpty();
        }
        assertThat(Passage.of(request(), door)).isEmpty();
    }
}
