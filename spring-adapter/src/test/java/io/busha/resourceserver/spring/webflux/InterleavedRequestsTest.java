package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HealthPaths;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import java.security.Principal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Requests that take turns on one event loop: the thread of the test, which runs one step of each after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterleavedRequestsTest {

    private static final int STEPS = 3;
    private static final String NOBODY = "attribute=- context=- principal=- mdc={}";

    private final LocalIssuer issuer = LocalIssuer.start();
    private final RequestGuard guard = RequestGuard.of(Settings.from(Map.of(
            "issuer",
            issuer.issuer(),
            "client-id",
            LocalIssuer.CLIENT_ID,
            "start-up",
            "required",
            "start-up-limit",
            "2m",
            "routes",
            "GET /** open")));
    private final ResourceServerWebFilter door = new ResourceServerWebFilter(new WebFluxDoor(
            refreshed(new GenericApplicationContext()),
            new HandlerDeclarations(HealthPaths.none(), ResourceWebHandler.class, List.of()),
            guard,
            LaterDoor.none()));
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final Scheduler loop = Schedulers.fromExecutor(steps::add);
    private final List<String> order = new ArrayList<>();

    private static ApplicationContext refreshed(ConfigurableApplicationContext context) {
        context.refresh();
        return context;
    }

    @BeforeEach
    void propagate() {
        order.clear();
        MDC.clear();
        Hooks.enableAutomaticContextPropagation();
    }

    @AfterEach
    void propagateNoMore() {
        Hooks.disableAutomaticContextPropagation();
        MDC.clear();
    }

    @AfterAll
    void stop() {
        guard.close();
        issuer.close();
    }

    private ServerWebExchange exchange(String... authorization) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/x").header("Authorization", authorization));
    }

    private String withId(String subject) {
        return "Bearer "
                + issuer.accessToken()
                        .subject(subject)
                        .claim("jti", "id of " + subject)
                        .sign();
    }

    private String withoutId(String subject) {
        return "Bearer " + issuer.accessToken().subject(subject).without("jti").sign();
    }

    /** Everything that tells a handler who its caller is. */
    private static Mono<String> seen(ServerWebExchange exchange) {
        return Mono.zip(
                        ResourceServerWebFilter.token()
                                .map(VerifiedToken::subject)
                                .defaultIfEmpty("-"),
                        exchange.getPrincipal().map(Principal::getName).defaultIfEmpty("-"))
                .map(both -> "attribute="
                        + ResourceServerWebFilter.token(exchange)
                                .map(VerifiedToken::subject)
                                .orElse("-")
                        + " context=" + both.getT1() + " principal=" + both.getT2() + " mdc=" + shown());
    }

    private static Map<String, String> shown() {
        Map<String, String> mdc = MDC.getCopyOfContextMap();
        return mdc == null ? Map.of() : new TreeMap<>(mdc);
    }

    private static String caller(String subject, String mdc) {
        return "attribute=" + subject + " context=" + subject + " principal=" + subject + " mdc={client_id="
                + LocalIssuer.CLIENT_ID + ", " + mdc + "sub=" + subject + "}";
    }

    /** What its handler sees, step by step. */
    private List<String> begin(ServerWebExchange exchange) {
        List<String> all = new ArrayList<>();
        door.filter(exchange, admitted -> seen(admitted)
                        .subscribeOn(loop)
                        .doOnNext(all::add)
                        .doOnNext(order::add)
                        .repeat(STEPS - 1)
                        .then())
                .subscribeOn(loop)
                .subscribe();
        return all;
    }

    private void run() {
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            step.run();
            assertThat(shown()).as("left on the thread").isEmpty();
        }
    }

    @Test
    void showsEachRequestOnlyItsOwnCaller() {
        List<String> alice = begin(exchange(withId("alice")));
        List<String> bob = begin(exchange(withoutId("bob")));
        List<String> nobody = begin(exchange());
        run();
        assertThat(alice).hasSize(STEPS).containsOnly(caller("alice", "jti=id of alice, "));
        assertThat(bob).hasSize(STEPS).containsOnly(caller("bob", ""));
        assertThat(nobody).hasSize(STEPS).containsOnly(NOBODY);
        assertThat(order.subList(0, 4))
                .as("took turns")
                .containsExactly(alice.get(0), bob.get(0), NOBODY, alice.get(0));
    }

    @Test
    void leavesNoCallerOnThreadAfterFailureOrCancellation() {
        List<String> seen = new ArrayList<>();
        door.filter(exchange(withId("alice")), admitted -> seen(admitted)
                        .subscribeOn(loop)
                        .doOnNext(seen::add)
                        .then(Mono.error(new IllegalStateException("broken"))))
                .subscribeOn(loop)
                .subscribe(nothing -> {}, failure -> seen.add(failure.getMessage()));
        Disposable cancelled = door.filter(exchange(withId("bob")), admitted -> seen(admitted)
                        .subscribeOn(loop)
                        .doOnNext(seen::add)
                        .then(Mono.never()))
                .subscribeOn(loop)
                .subscribe();
        run();
        cancelled.dispose();
        run();
        assertThat(seen)
                .containsExactly(caller("alice", "jti=id of alice, "), "broken", caller("bob", "jti=id of bob, "));
    }

    /** As where one request is handled within another: by a test client, or by a handler that forwards. */
    private List<String> within(ServerWebExchange inner) {
        List<String> all = new ArrayList<>();
        door.filter(exchange(withId("alice")), outer -> seen(outer)
                        .subscribeOn(loop)
                        .doOnNext(all::add)
                        .then(door.filter(inner, admitted -> seen(admitted)
                                .subscribeOn(loop)
                                .doOnNext(all::add)
                                .then()))
                        .then(Mono.defer(() -> seen(outer)).subscribeOn(loop).doOnNext(all::add))
                        .then())
                .subscribeOn(loop)
                .subscribe();
        run();
        return all;
    }

    @Test
    void showsCallerOfInnerRequestInNestedRequests() {
        String alice = caller("alice", "jti=id of alice, ");
        assertThat(within(exchange(withoutId("bob")))).containsExactly(alice, caller("bob", ""), alice);
    }

    @Test
    void showsNoCallerInInnerRequestWithoutToken() {
        String alice = caller("alice", "jti=id of alice, ");
        ServerWebExchange forged = exchange();
        VerifiedToken carol = (VerifiedToken) guard.verify(withId("carol").substring("Bearer ".length()));
        forged.getAttributes().put(ResourceServerWebFilter.TOKEN_ATTRIBUTE, carol);
        ServerWebExchange inner = forged.mutate().principal(Mono.just(carol)).build();
        assertThat(within(inner)).containsExactly(alice, NOBODY, alice);
    }
}
