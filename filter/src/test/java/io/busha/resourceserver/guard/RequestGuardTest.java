package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.NOW;
import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.denial;
import static io.busha.resourceserver.guard.Guards.guard;
import static io.busha.resourceserver.guard.Guards.outcome;
import static io.busha.resourceserver.guard.Guards.permit;
import static io.busha.resourceserver.guard.Guards.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.Guards.Request;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointIndex;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.Rejection;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalIssuerExtension.class)
class RequestGuardTest {

    private static final Rule READ = Rule.allOf("balances:read");

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final Map<String, List<String>> credentials;

    RequestGuardTest(LocalIssuer issuer) {
        this.issuer = issuer;
        this.guard = guardWith();
        this.credentials = credentials();
    }

    private RequestGuard guardWith(String... settings) {
        return guard(issuer, new SimpleMeterRegistry(), settings);
    }

    private Map<String, List<String>> credentials() {
        String good = token(issuer).scopes("balances:read").sign();
        return Map.ofEntries(
                Map.entry("nothing", List.of()),
                Map.entry("null", Arrays.asList((String) null)),
                Map.entry("basic", List.of("Basic dTpw")),
                Map.entry("two", List.of("Bearer " + good, "Bearer " + good)),
                Map.entry("malformed", List.of("Bearer " + good + "," + good)),
                Map.entry("too long", List.of("Bearer " + "a".repeat(6145))),
                Map.entry("garbage", List.of("Bearer a.b")),
                Map.entry("unknown key", bearer(token(issuer).header("kid", "other"))),
                Map.entry("expired", bearer(token(issuer).expiresAt(NOW.minusSeconds(60)))),
                Map.entry("without scope", bearer(token(issuer))),
                Map.entry("good", List.of("bearer   " + good)));
    }

    @ParameterizedTest
    @CsvSource({
        // credential ; outcome at an open endpoint, one for any token, one for a scope, and a closed one
        "nothing, anonymous, no-credentials, no-credentials, endpoint-closed",
        "null, anonymous, no-credentials, no-credentials, endpoint-closed",
        "basic, anonymous, no-credentials, no-credentials, endpoint-closed",
        "two, multiple-credentials, multiple-credentials, multiple-credentials, multiple-credentials",
        "malformed, malformed-credentials, malformed-credentials, malformed-credentials, malformed-credentials",
        "too long, token-too-long, token-too-long, token-too-long, token-too-long",
        "garbage, malformed-token, malformed-token, malformed-token, malformed-token",
        "unknown key, unknown-key, unknown-key, unknown-key, unknown-key",
        "expired, expired, expired, expired, expired",
        "without scope, permit [], permit [], insufficient-scope, endpoint-closed",
        "good, permit [balances:read], permit [balances:read], permit [balances:read], endpoint-closed",
    })
    void checksTheCredentialBeforeTheRule(
            String shown, String open, String authenticated, String scope, String closed) {
        List<String> authorization = credentials.getOrDefault(shown, List.of(shown));
        assertThat(outcome(guard.decide(authorization, Rule.open()))).isEqualTo(open);
        assertThat(outcome(guard.decide(authorization, Rule.authenticated()))).isEqualTo(authenticated);
        assertThat(outcome(guard.decide(authorization, READ))).isEqualTo(scope);
        assertThat(outcome(guard.decide(authorization, Rule.closed()))).isEqualTo(closed);
    }

    @Test
    void permitHoldsTheVerifiedToken() {
        Decision decision = guard.decide(bearer(token(issuer).subject("ada")), Rule.open());
        assertThat(permit(decision).token().map(VerifiedToken::subject)).contains("ada");
    }

    @Test
    void denialHasStatusAndHeadersOfTheTable() {
        var answers = new DenialTable("busha");
        assertThat(denial(guard.decide(List.of(), READ)))
                .usingRecursiveComparison()
                .isEqualTo(answers.deny(Reason.NO_CREDENTIALS));
        assertThat(denial(
                        guard.decide(bearer(token(issuer)), Rule.anyOf("b", "a").and(READ))))
                .usingRecursiveComparison()
                .isEqualTo(answers.insufficientScope(
                        Rule.allOf("b", "a", "balances:read").scopes()));
    }

    @Test
    void challengeNamesTheConfiguredRealm() {
        assertThat(denial(guardWith("realm", "my realm").decide(List.of(), READ))
                        .headers())
                .containsEntry("WWW-Authenticate", "Bearer realm=\"my realm\"");
    }

    @ParameterizedTest
    @CsvSource({
        // method, path, raw path, declared rule, whether the token has the scope ; outcome
        "GET, /table, /table, , true, permit [balances:read]",
        "GET, /table, /table, , false, insufficient-scope",
        "HEAD, /table, /table, , false, insufficient-scope",
        "POST, /table, /table, , true, endpoint-closed",
        "GET, /table, //table, , true, endpoint-closed",
        "GET, /other, /table, , true, endpoint-closed",
        "GET, /other, //other, authenticated, false, permit []",
        "GET, /table, /table, authenticated, false, insufficient-scope",
        "GET, /table, /table, transfers:write, true, insufficient-scope",
        "GET, /table, /table, closed, true, endpoint-closed",
        "GET, /other, /other, balances:read, false, insufficient-scope",
    })
    void requestMustMeetItsDeclarationAndItsRouteLine(
            String method, String path, String rawPath, @Nullable String declared, boolean scope, String expected) {
        var request = new Request(
                method,
                path,
                rawPath,
                bearer(scope ? token(issuer).scopes("balances:read") : token(issuer)),
                Endpoint.declaring(Optional.ofNullable(declared).map(RequestGuardTest::rule)));
        RequestGuard routed = guardWith("routes", "GET /table balances:read");
        assertThat(outcome(routed.decide(request))).isEqualTo(expected);
        assertThat(outcome(routed.decideAsync(request).toCompletableFuture().join()))
                .isEqualTo(expected);
    }

    private static Rule rule(String text) {
        return switch (text) {
            case "authenticated" -> Rule.authenticated();
            case "closed" -> Rule.closed();
            default -> Rule.allOf(text);
        };
    }

    @Test
    void asyncDecisionIsImmediateWhenTheKeyIsKnown() {
        var stage =
                guard.decideAsync(bearer(token(issuer)), Rule.authenticated()).toCompletableFuture();
        assertThat(stage).isDone();
        assertThat(outcome(stage.join())).isEqualTo("permit []");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 6144, 65_536})
    void limitsTokenLengthAsConfigured(int most) {
        RequestGuard limited = guardWith("max-token-length", Integer.toString(most));
        assertThat(outcome(limited.decide(List.of("Bearer " + "a".repeat(most)), Rule.open())))
                .isEqualTo("malformed-token");
        assertThat(outcome(limited.decide(List.of("Bearer " + "a".repeat(most + 1)), Rule.open())))
                .isEqualTo("token-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT30S", "PT5M"})
    void appliesTheConfiguredClockSkew(Duration skew) {
        RequestGuard skewed = guardWith("clock-skew", skew.toString());
        assertThat(outcome(skewed.decide(
                        bearer(token(issuer).expiresAt(NOW.minus(skew).plusSeconds(1))), Rule.open())))
                .isEqualTo("permit []");
        assertThat(outcome(skewed.decide(bearer(token(issuer).expiresAt(NOW.minus(skew))), Rule.open())))
                .isEqualTo("expired");
    }

    @Test
    void acceptsTokensOfEveryConfiguredClient() {
        RequestGuard several = guardWith("client-id", "one, two");
        assertThat(outcome(several.decide(bearer(token(issuer).clientId("one")), Rule.open())))
                .isEqualTo("permit []");
        assertThat(outcome(several.decide(bearer(token(issuer).clientId("two")), Rule.open())))
                .isEqualTo("permit []");
        assertThat(outcome(several.decide(bearer(token(issuer)), Rule.open()))).isEqualTo("wrong-client");
    }

    private String screened(String credential, Reachable reachable) {
        List<String> shown = Objects.requireNonNull(credentials.get(credential));
        Request request = new Request("GET", "/x", "/x", shown, Endpoint.unknown());
        AuthenticationResult caller = guard.authenticate(request);
        assertThat(guard.authenticateAsync(request).thenApply(Object::getClass))
                .isCompletedWithValueMatching(caller.getClass()::equals);
        return outcome(caller instanceof Caller known ? guard.screen(known, request, reachable) : (Denial) caller);
    }

    @Test
    void screensACallerByItsScopes() {
        Reachable balances = EndpointIndex.of(List.of(MappedEndpoint.of("/x", EndpointPath.of("/x"), "Balances")
                        .declaring(Declaration.of(READ, "Balances"))))
                .reachableBy(Set.of("/x"));
        assertThat(screened("good", balances)).isEqualTo("permit [balances:read]");
        assertThat(screened("without scope", balances)).isEqualTo("insufficient-scope");
        assertThat(screened("nothing", balances)).isEqualTo("no-credentials");
        assertThat(screened("good", Reachable.closed())).isEqualTo("endpoint-closed");
    }

    @Test
    void recognizesUnmappedRequests() {
        Reachable nothing = EndpointIndex.of(List.of()).reachableBy(Set.of("/x"));
        Request request = new Request("GET", "/x", "/x", List.of(), Endpoint.unknown());
        assertThat(guard.isUnmapped(request, nothing)).isTrue();
        assertThat(guard.isUnmapped(request, Reachable.anything())).isFalse();
        try (RequestGuard lined = Guards.guard(issuer, new SimpleMeterRegistry(), "routes", "GET /x authenticated")) {
            assertThat(lined.isUnmapped(request, nothing)).isFalse();
        }
    }

    @Test
    void answersScopeDenialsOfAFramework() {
        assertThat(guard.deny(READ).headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"balances:read\"");
        Decision.Denial unnamed = guard.deny(Rule.authenticated());
        assertThat(unnamed.status()).isEqualTo(403);
        assertThat(unnamed.headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"busha\", error=\"insufficient_scope\"");
    }

    @Test
    void verifiesATokenWithoutARequest() {
        String text = token(issuer).subject("ada").sign();
        assertThat(guard.verify(text))
                .isInstanceOfSatisfying(VerifiedToken.class, verified -> assertThat(verified.subject())
                        .isEqualTo("ada"));
        assertThat(guard.verifyAsync(text)).isCompletedWithValueMatching(VerifiedToken.class::isInstance);
        for (String bad : List.of("", " " + text, text + " ", "Bearer " + text, text + ", " + text, "a".repeat(7000))) {
            assertThat(guard.verify(bad)).as(bad).isInstanceOf(Rejection.class);
            assertThat(guard.verifyAsync(bad)).isCompletedWithValueMatching(Rejection.class::isInstance);
        }
    }

    @Test
    void answersOtherDenialsOfAFramework() {
        assertThat(guard.challenge().status()).isEqualTo(401);
        assertThat(guard.challenge().reason()).isEqualTo(Reason.NO_CREDENTIALS);
        assertThat(guard.closed().status()).isEqualTo(403);
        assertThat(guard.closed().reason()).isEqualTo(Reason.ENDPOINT_CLOSED);
    }

    @Test
    void keepsItsSettings() {
        Settings settings = Guards.settings(issuer);
        try (RequestGuard own = RequestGuard.builder(settings)
                .meterRegistry(new SimpleMeterRegistry())
                .build()) {
            assertThat(own.settings()).isSameAs(settings);
        }
    }

    @Test
    void treatsNullAsNoCredentialsInEveryMethod() {
        assertThat(outcome(guard.decide((List<String>) null, READ))).isEqualTo("no-credentials");
        assertThat(outcome(guard.decideAsync(null, READ).toCompletableFuture().join()))
                .isEqualTo("no-credentials");
        assertThat(outcome(
                        guard.decide(new Request("GET", "/own", "/own", null, Endpoint.declaring(Optional.of(READ))))))
                .isEqualTo("no-credentials");
        assertThat(guard.authenticate((List<String>) null))
                .isInstanceOfSatisfying(
                        Caller.class, caller -> assertThat(caller.token()).isEmpty());
    }

    /** The issuer announces itself with a trailing slash and is configured without one. */
    @Test
    void acceptsTokenOfAnotherGuardWithTheAnnouncedIssuer() {
        String announced = issuer.issuer() + "/";
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        try (RequestGuard first = RequestGuard.builder(Guards.settings(issuer))
                .keys(KeySource.fixed(announced, jwks))
                .clock(Clock.fixed(Guards.NOW, ZoneOffset.UTC))
                .meterRegistry(new SimpleMeterRegistry())
                .build()) {
            Permit permit =
                    Guards.permit(first.decide(bearer(token(issuer).claim("iss", announced)), Rule.authenticated()));
            VerifiedToken verified = permit.token().orElseThrow();
            assertThat(verified.issuer()).isEqualTo(announced);
            assertThat(first.admitted(verified)).isPresent();
            assertThat(guard.admitted(verified)).isPresent();
        }
    }
}
