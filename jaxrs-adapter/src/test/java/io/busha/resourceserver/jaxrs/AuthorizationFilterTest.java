package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

/** The response filter and the thread state of a request, which no single implementation exercises fully. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LocalIssuerExtension.class)
class AuthorizationFilterTest {

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final ApplicationGuard door;
    private final AuthorizationFilter filter;
    private final AuthenticationFilter before;

    AuthorizationFilterTest(LocalIssuer issuer) {
        this.issuer = issuer;
        guard = TestGuards.of(issuer);
        door = ApplicationGuard.given(guard);
        filter = new AuthorizationFilter(door, new ResourceRules());
        before = new AuthenticationFilter(door, nothing(), new ResourceConfig().register(filter));
    }

    private static Lifecycle nothing() {
        return new Lifecycle() {
            @Override
            public void started() {}

            @Override
            public void ended() {}
        };
    }

    @AfterEach
    void forget() {
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

    private ContainerRequest authenticated() {
        ContainerRequest request = request();
        request.header("Authorization", "Bearer " + issuer.accessToken().sign());
        before.filter(request);
        return request;
    }

    private ContainerRequest admitted() {
        ContainerRequest request = authenticated();
        Passage passage = Passage.of(request, door).orElseThrow();
        Caller caller = passage.caller();
        passage.admit(
                (Permit) guard.authorize(
                                caller,
                                new JaxRsGuardedRequest(
                                        request, false, Endpoint.declaring(Optional.of(Rule.authenticated()))))
                        .toCompletableFuture()
                        .join(),
                false);
        return request;
    }

    private ContainerResponse answered(ContainerRequest request, int status) {
        ContainerResponse answer = new ContainerResponse(
                request, Response.status(status).header("Allow", "GET").build());
        filter.filter(request, answer);
        return answer;
    }

    @ParameterizedTest
    @CsvSource({"200,403", "204,403", "302,403", "405,403", "400,400", "404,404", "415,415", "500,500"})
    void closesAnswersGivenWithoutARuleCheck(int status, int sent) {
        ContainerResponse answer = answered(authenticated(), status);
        assertThat(answer.getStatus()).isEqualTo(sent);
        assertThat(answer.getHeaders().containsKey("Allow")).isEqualTo(status == sent);
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "404", "405", "500"})
    void doesNotChangeTheAnswerOfAnAdmittedMethod(int status) {
        assertThat(answered(admitted(), status).getStatus()).isEqualTo(status);
    }

    @Test
    void hidesTheCallerAfterTheAnswer() {
        ContainerRequest request = admitted();
        assertThat(MDC.get("sub")).isEqualTo("local-user");
        answered(request, 200);
        assertThat(MDC.get("sub")).isNull();
    }

    @Test
    void hidesTheCallerFromTheNextRequestIfNoAnswerCame() {
        admitted();
        assertThat(MDC.get("sub")).isEqualTo("local-user");
        before.filter(request());
        assertThat(MDC.get("sub")).isNull();
    }

    /** When an answer comes from another thread, that thread may already serve another request. */
    @Test
    void doesNotAffectAnotherRequestOfTheThread() {
        ContainerRequest first = admitted();
        admitted();
        answered(first, 200);
        assertThat(MDC.get("sub")).isEqualTo("local-user");
    }

    @Test
    void doesNotChangeTheAnswerToARequestItNeverSaw() {
        assertThat(List.of(200, 405))
                .allSatisfy(status ->
                        assertThat(answered(request(), status).getStatus()).isEqualTo(status));
    }
}
