package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.NOW;
import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.denial;
import static io.busha.resourceserver.guard.Guards.outcome;
import static io.busha.resourceserver.guard.Guards.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Guards.Request;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.spi.Marks;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalIssuerExtension.class)
class CriticalEndpointsTest {

    private static final Rule PAY = Rule.allOf("transfers:write").critical();
    private static final String IN_THIS_PROCESS = "WARNING Revocations are stored in this process only";
    private static final Rule READ = Rule.allOf("balances:read");

    private final MappedEndpoint payments =
            MappedEndpoint.of("/pay", EndpointPath.of("/pay"), "Payments").declaring(declaration(Payments.class));
    private final MappedEndpoint balances =
            MappedEndpoint.of("/x", EndpointPath.of("/x"), "Balances").declaring(declaration(Balances.class));
    private final LocalIssuer issuer;
    private final CountedStore store = new CountedStore();
    private final List<String> bearer;
    private final VerifiedToken token;

    CriticalEndpointsTest(LocalIssuer issuer) {
        this.issuer = issuer;
        this.bearer = bearer(token(issuer).subject("ada").scopes("balances:read", "transfers:write"));
        this.token = Guards.permit(guard().decide(bearer, READ)).token().orElseThrow();
    }

    /** A store in memory that counts questions, and can fail. */
    private static final class CountedStore implements RevocationStore {

        private final RevocationStore store = Revocations.storeInMemory(Clock.fixed(NOW, ZoneOffset.UTC));
        private final AtomicInteger questions = new AtomicInteger();
        private volatile boolean fails;
        private boolean isClosed;

        @Override
        public CompletionStage<Marks> marks(Optional<String> jwtId, Holder.Connection connection) {
            questions.incrementAndGet();
            return fails
                    ? CompletableFuture.failedStage(new IllegalStateException("not connected"))
                    : store.marks(jwtId, connection);
        }

        @Override
        public CompletionStage<Boolean> allow(Holder.Connection connection, long issuedAt, Duration life) {
            return store.allow(connection, issuedAt, life);
        }

        @Override
        public CompletionStage<Void> revoke(Holder.Connection connection, long second, Duration life) {
            return store.revoke(connection, second, life);
        }

        @Override
        public CompletionStage<Void> mark(Holder holder, long second, Duration life) {
            return store.mark(holder, second, life);
        }

        @Override
        public CompletionStage<Void> revokeToken(String jwtId, Instant until) {
            return store.revokeToken(jwtId, until);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private RequestGuard guard(String... settings) {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        return RequestGuard.builder(Guards.settings(issuer, settings))
                .keys(KeySource.fixed(issuer.issuer(), jwks))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .meterRegistry(new SimpleMeterRegistry())
                .revocationStore(store)
                .build();
    }

    private static void revoke(RequestGuard guard, VerifiedToken token) {
        guard.revocations().revoke(token).toCompletableFuture().join();
    }

    @Test
    void rejectsRevokedTokenAtCriticalEndpointsOnly() {
        try (RequestGuard guard = guard()) {
            assertThat(outcome(guard.decide(bearer, PAY))).startsWith("permit");

            revoke(guard, token);

            Denial denial = denial(guard.decide(bearer, PAY));
            assertThat(denial.status()).isEqualTo(401);
            assertThat(denial.headers().get("WWW-Authenticate"))
                    .endsWith("error=\"invalid_token\", error_description=\"the token was revoked\"");
            assertThat(outcome(
                            guard.decideAsync(bearer, PAY).toCompletableFuture().join()))
                    .isEqualTo("revoked");
            assertThat(outcome(guard.decide(bearer, READ))).startsWith("permit");
        }
    }

    @Test
    void asksAtEveryRequestAlsoForACachedToken() {
        try (RequestGuard guard = guard()) {
            guard.decide(bearer, PAY);
            guard.decide(bearer, PAY);
            assertThat(store.questions).hasValue(2);
        }
    }

    @Test
    void doesNotAskForRequestsThatAreDeniedAnyway() {
        try (RequestGuard guard = guard()) {
            List<String> reader = bearer(token(issuer).scopes("balances:read"));
            assertThat(outcome(guard.decide(reader, PAY))).isEqualTo("insufficient-scope");
            assertThat(outcome(guard.decide(List.of(), PAY))).isEqualTo("no-credentials");
            assertThat(outcome(guard.decide(bearer(token(issuer).expiresAt(NOW.minusSeconds(60))), PAY)))
                    .isEqualTo("expired");
            assertThat(outcome(guard.decide(bearer, Rule.closed().critical()))).isEqualTo("endpoint-closed");
            assertThat(store.questions).hasValue(0);
        }
    }

    @Test
    void answers503IfTheStoreCannotSay() {
        try (RequestGuard guard = guard()) {
            store.fails = true;
            Denial denial = denial(guard.decide(bearer, PAY));
            assertThat(denial.status()).isEqualTo(503);
            assertThat(denial.reason().code()).isEqualTo("revocation-unavailable");
            assertThat(denial.headers()).containsEntry("Retry-After", "1").doesNotContainKey("WWW-Authenticate");
            assertThat(outcome(guard.decide(bearer, READ))).startsWith("permit");

            store.fails = false;
            assertThat(outcome(guard.decide(bearer, PAY))).startsWith("permit");
        }
    }

    @Test
    void readsWordInRouteLinesAndAttributeOfAnnotations() {
        try (RequestGuard guard = guard("routes", "POST /pay transfers:write critical\nGET /** balances:read")) {
            revoke(guard, token);
            assertThat(outcome(guard.decide(request("POST", "/pay", Endpoint.unknown()))))
                    .isEqualTo("revoked");
            assertThat(outcome(guard.decide(request("GET", "/x", Endpoint.unknown()))))
                    .startsWith("permit");
            assertThat(outcome(guard.decide(request("GET", "/x", declaredBy(Payments.class)))))
                    .isEqualTo("revoked");
        }
        try (RequestGuard guard = guard()) {
            assertThat(outcome(guard.decide(request("GET", "/x", declaredBy(Payments.class)))))
                    .isEqualTo("revoked");
            assertThat(outcome(guard.decide(request("GET", "/x", declaredBy(Account.class)))))
                    .isEqualTo("revoked");
            assertThat(outcome(guard.decide(request("GET", "/x", declaredBy(Balances.class)))))
                    .startsWith("permit");
        }
    }

    @Test
    void asksEverywhereIfAllEndpointsAreCritical() {
        try (RequestGuard guard = guard("critical-endpoints", "all")) {
            revoke(guard, token);
            assertThat(outcome(guard.decide(bearer, READ))).isEqualTo("revoked");
            assertThat(outcome(guard.decide(request("GET", "/x", declaredBy(Balances.class)))))
                    .isEqualTo("revoked");
            assertThat(outcome(guard.decide(bearer, Rule.open()))).isEqualTo("revoked");
            assertThat(outcome(guard.decide(List.of(), Rule.open()))).isEqualTo("anonymous");
            assertThat(outcome(guard.decide(request("GET", "/x", Endpoint.unknown()))))
                    .isEqualTo("endpoint-closed");
        }
    }

    @Test
    void showsCriticalEndpointsInTheAudit() {
        try (RequestGuard guard = guard();
                RequestGuard all = guard("critical-endpoints", "all")) {
            assertThat(guard.audit(List.of(payments, balances)).toString())
                    .contains("transfers:write critical")
                    .doesNotContain("balances:read critical");
            assertThat(all.audit(List.of(payments, balances)).toString())
                    .contains("transfers:write critical")
                    .contains("balances:read critical");
        }
    }

    @Test
    void warnsIfRevocationsAtCriticalEndpointsAreStoredInThisProcess() {
        try (RequestGuard here = Guards.guard(issuer, new SimpleMeterRegistry());
                RequestGuard byLine =
                        Guards.guard(issuer, new SimpleMeterRegistry(), "routes", "GET /y authenticated critical");
                RequestGuard all = Guards.guard(issuer, new SimpleMeterRegistry(), "critical-endpoints", "all");
                RequestGuard elsewhere = guard()) {
            assertThat(logged(here, payments)).anyMatch(line -> line.startsWith(IN_THIS_PROCESS));
            assertThat(logged(byLine, balances)).anyMatch(line -> line.startsWith(IN_THIS_PROCESS));
            assertThat(logged(all, balances)).anyMatch(line -> line.startsWith(IN_THIS_PROCESS));
            assertThat(logged(here, balances)).noneMatch(line -> line.startsWith(IN_THIS_PROCESS));
            assertThat(logged(elsewhere, payments)).noneMatch(line -> line.startsWith(IN_THIS_PROCESS));
        }
    }

    private static List<String> logged(RequestGuard guard, MappedEndpoint endpoint) {
        try (Logged logged = Logged.by(RouteAudit.class)) {
            guard.audit(List.of(endpoint));
            return List.copyOf(logged.lines());
        }
    }

    @Test
    void requiresAllowedConnectionInAllowlist() {
        try (RequestGuard guard = guard("revocation-mode", "allowlist")) {
            assertThat(outcome(guard.decide(bearer, PAY))).isEqualTo("revoked");
            guard.revocations().allow(token).toCompletableFuture().join();
            assertThat(outcome(guard.decide(bearer, PAY))).startsWith("permit");
        }
    }

    @Test
    void rejectsTokenThatLivesLongerThanTheSettingOnlyWhereItIsCritical() {
        try (RequestGuard guard = guard("max-token-lifetime", "59m")) {
            assertThat(outcome(guard.decide(bearer, PAY))).isEqualTo("revoked");
            assertThat(outcome(guard.decide(bearer, READ))).startsWith("permit");
        }
    }

    @Test
    void leavesGivenStoreOpenAndAnswers503OnceItsOwnIsClosed() {
        guard().close();
        assertThat(store.isClosed).isFalse();

        RequestGuard own = Guards.guard(issuer, new SimpleMeterRegistry());
        revoke(own, token);
        own.close();
        assertThat(outcome(own.decide(bearer, PAY))).isEqualTo("revocation-unavailable");
    }

    @Test
    void annotationOfAMethodReplacesThatOfItsClassWithItsWord() throws NoSuchMethodException {
        Rule rule = Declarations.ofEndpoint(Mixed.class, Mixed.class.getDeclaredMethod("read"))
                .orElseThrow()
                .rule();
        assertThat(rule).isEqualTo(READ);
    }

    @Authenticated(critical = true)
    private static final class Mixed {
        @RequireScope("balances:read")
        @SuppressWarnings("unused")
        void read() {}
    }

    private Request request(String method, String path, Endpoint endpoint) {
        return new Request(method, path, path, bearer, endpoint);
    }

    private static Endpoint declaredBy(Class<?> type) {
        return Endpoint.declaring(Optional.of(declaration(type).rule()));
    }

    private static Declaration declaration(Class<?> type) {
        return Declarations.ofType(type).orElseThrow();
    }

    @RequireScope(value = "transfers:write", critical = true)
    private static final class Payments {}

    @Authenticated(critical = true)
    private static final class Account {}

    @RequireScope("balances:read")
    private static final class Balances {}
}
