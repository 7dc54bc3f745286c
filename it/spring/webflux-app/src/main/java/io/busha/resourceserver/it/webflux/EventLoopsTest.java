package io.busha.resourceserver.it.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.contract.Lapse;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** No event loop blocks, whatever the issuer does, and a request that waits for keys does not delay others. */
final class EventLoopsTest {

    private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();
    private static final SigningKey KEY = SigningKey.rsa(2048);
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final int CALLERS = 24; // more than the number of event loops

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    /** Installs the detector. Blocking by logging is allowed, because the door does not control it. */
    @BeforeAll
    static void watch() {
        BlockHound.install(builder -> builder.allowBlockingCallsInside("java.util.logging.Logger", "log")
                .blockingMethodCallback(method -> add(method.toString())));
    }

    /** Records a blocking call, except that of a worker that was idle when the detector was installed. */
    private static void add(String method) {
        String trace = List.of(Thread.currentThread().getStackTrace()).toString();
        if (!trace.contains("ThreadPoolExecutor.getTask(")) {
            BLOCKED.add(method + " on " + Thread.currentThread().getName() + ": " + trace);
        }
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        issuer.close();
        BLOCKED.clear();
    }

    private WebFluxDoor open(String keyWait) {
        return new WebFluxDoor(Map.of(
                "issuer",
                issuer.issuer(),
                "client-id",
                LocalIssuer.CLIENT_ID,
                "key-wait",
                keyWait,
                "jwks-retry-cap",
                "1s",
                "unknown-kid-cool-down",
                "1s"));
    }

    private static int status(WebFluxDoor door, String path, String token) {
        return RawHttp.get(door.uri(), path, "Authorization: Bearer " + token).status();
    }

    @Test
    final void detectsBlockedEventLoop() {
        Mono.fromRunnable(() -> LockSupport.parkNanos(1))
                .subscribeOn(Schedulers.parallel())
                .block();
        assertThat(BLOCKED).isNotEmpty();
    }

    @Test
    final void doesNotBlockEventLoopOnTokens() {
        try (WebFluxDoor door = open("10s")) {
            String good = issuer.accessToken().scopes("balances:read").sign();
            assertThat(status(door, "/balances", good)).isEqualTo(200);
            assertThat(status(door, "/balances", good)).isEqualTo(200);
            assertThat(status(door, "/balances", issuer.accessToken().sign())).isEqualTo(403);
            assertThat(status(
                            door,
                            "/me",
                            issuer.accessToken().expiresAt(Instant.EPOCH).sign()))
                    .isEqualTo(401);
            String unknown = issuer.accessToken().header("kid", "nobody").sign();
            assertThat(status(door, "/me", unknown)).isEqualTo(401);
            assertThat(RawHttp.get(door.uri(), "/undeclared").status()).isEqualTo(403);
        }
        assertThat(BLOCKED).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "HANG_IN_BODY", "TRICKLE", "RESET", "STATUS_500", "REFUSED"})
    final void doesNotBlockEventLoopIfKeysDoNotArrive(Fault fault) {
        issuer.misbehave(fault);
        String token = issuer.accessToken().sign();
        try (WebFluxDoor door = open("1s")) {
            List<CompletableFuture<Integer>> waiting = new ArrayList<>();
            Lapse lapse = Lapse.begin();
            for (int i = 0; i < CALLERS; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> status(door, "/me", token), callers));
            }
            for (int i = 0; i < CALLERS; i++) {
                assertThat(RawHttp.get(door.uri(), "/open").body()).isEqualTo("anonymous");
            }
            assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isEqualTo(503));
            assertThat(lapse.soFar()).isLessThan(LONG);
        }
        assertThat(BLOCKED).isEmpty();
    }
}
