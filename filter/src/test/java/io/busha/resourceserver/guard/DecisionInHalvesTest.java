package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.NOW;
import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.guard;
import static io.busha.resourceserver.guard.Guards.outcome;
import static io.busha.resourceserver.guard.Guards.permit;
import static io.busha.resourceserver.guard.Guards.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Guards.Request;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A door that authenticates first and authorizes later gets the decision that one combined call gives. */
@ExtendWith(LocalIssuerExtension.class)
class DecisionInHalvesTest {

    private static final Rule READ = Rule.allOf("balances:read");

    private final LocalIssuer issuer;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    DecisionInHalvesTest(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    private static Request request(List<String> authorization, Optional<Rule> declared) {
        return new Request("GET", "/table", "/table", authorization, Endpoint.declaring(declared));
    }

    private static String inHalves(RequestGuard guard, Request request) {
        AuthenticationResult authentication =
                guard.authenticateAsync(request).toCompletableFuture().join();
        return outcome(
                authentication instanceof Caller caller
                        ? guard.authorize(caller, request("never asked for", request))
                                .toCompletableFuture()
                                .join()
                        : (Decision.Denial) authentication);
    }

    private static Request request(String authorization, Request other) {
        return request(List.of(authorization), other.endpoint().declaredRule());
    }

    static List<Optional<Rule>> decidesInTwoStepsAsInOne() {
        return List.of(
                Optional.empty(),
                Optional.of(Rule.open()),
                Optional.of(Rule.authenticated()),
                Optional.of(READ),
                Optional.of(Rule.closed()));
    }

    @ParameterizedTest
    @MethodSource
    void decidesInTwoStepsAsInOne(Optional<Rule> declared) {
        for (String routes : List.of("", "GET /table balances:read", "GET /table open")) {
            RequestGuard guard = guard(issuer, registry, "routes", routes);
            for (List<String> shown : shown()) {
                Request request = request(shown, declared);
                assertThat(inHalves(guard, request))
                        .as("%s, %s", declared, routes)
                        .isEqualTo(outcome(guard.decide(request)));
            }
        }
    }

    private List<List<String>> shown() {
        String good = token(issuer).scopes("balances:read").sign();
        return List.of(
                List.of(),
                List.of("Basic dTpw"),
                List.of("Bearer " + good, "Bearer " + good),
                List.of("Bearer a.b"),
                bearer(token(issuer).expiresAt(NOW.minusSeconds(60))),
                bearer(token(issuer)),
                List.of("Bearer " + good));
    }

    @Test
    void answers503WhenKeysAreUnavailable() {
        try (LocalIssuer silent = LocalIssuer.start()) {
            silent.misbehave(Fault.STATUS_500);
            try (RequestGuard guard = RequestGuard.builder(Guards.settings(silent))
                    .meterRegistry(registry)
                    .build()) {
                assertThat(guard.authenticate(bearer(silent.accessToken())))
                        .isInstanceOfSatisfying(Decision.Denial.class, denial -> assertThat(denial.status())
                                .isEqualTo(503));
            }
        }
    }

    @Test
    void countsOneDecisionAndOneValidation() {
        RequestGuard guard = guard(issuer, registry);
        inHalves(guard, request(bearer(token(issuer)), Optional.of(Rule.authenticated())));
        inHalves(guard, request(List.of("Bearer a.b"), Optional.of(Rule.authenticated())));
        double decisions = registry.find("busha.decisions").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        assertThat(decisions).isEqualTo(2);
        assertThat(registry.get("busha.token.validation").functionTimer().count())
                .isEqualTo(2);
    }

    private VerifiedToken verified(TokenMint mint) {
        RequestGuard other = guard(issuer, new SimpleMeterRegistry(), "client-id", LocalIssuer.CLIENT_ID + ",other");
        return permit(other.decide(bearer(mint), Rule.open())).token().orElseThrow();
    }

    @Test
    void acceptsTokenVerifiedByAnotherGuard() {
        VerifiedToken token = verified(token(issuer).subject("ada"));
        assertThat(guard(issuer, registry).admitted(token).flatMap(Caller::token))
                .containsSame(token);
        assertThat(registry.get("busha.token.validation").functionTimer().count())
                .isZero();
    }

    @Test
    void refusesVerifiedTokenForAnotherClient() {
        assertThat(guard(issuer, registry).admitted(verified(token(issuer).clientId("other"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT-31S, false", "PT-30S, true", "PT329S, true", "PT330S, false"})
    void refusesVerifiedTokenOutsideItsValidity(Duration after, boolean taken) {
        VerifiedToken token =
                verified(token(issuer).claim("nbf", NOW.getEpochSecond()).expiresAt(NOW.plusSeconds(300)));
        assertThat(at(NOW.plus(after)).admitted(token).isPresent()).isEqualTo(taken);
    }

    private RequestGuard at(Instant now) {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        return RequestGuard.builder(Guards.settings(issuer))
                .keys(KeySource.fixed(issuer.issuer(), jwks))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .meterRegistry(registry)
                .build();
    }

    @Test
    void refusesVerifiedTokenOfAnotherIssuer() {
        try (LocalIssuer other = LocalIssuer.start()) {
            assertThat(guard(other, registry).admitted(verified(token(issuer)))).isEmpty();
        }
    }
}
