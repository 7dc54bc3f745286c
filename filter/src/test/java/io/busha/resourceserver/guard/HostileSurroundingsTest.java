package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.OwnThreads;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.Rejection;
import io.busha.resourceserver.token.Verification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign code that a guard calls blocks or throws: requests are still decided in time, and fetching continues. */
class HostileSurroundingsTest {

    private static final Duration KEY_WAIT = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final int CROWD = 2000;
    private static final int MAX_THREADS = 64;

    private final LocalIssuer issuer = LocalIssuer.start();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger turn = new AtomicInteger();
    private final Pulse pulse = new Pulse();

    /** What foreign code does when it is called. */
    enum Hostility {
        BLOCKS {
            @Override
            void act(CountDownLatch over) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        },
        IS_SLOW {
            @Override
            void act(CountDownLatch over) {
                LockSupport.parkNanos(5 * PAUSE);
            }
        },
        THROWS {
            @Override
            void act(CountDownLatch over) {
                throw new IllegalStateException("hostile");
            }
        },
        THROWS_AN_ERROR {
            @Override
            void act(CountDownLatch over) {
                throw new NoClassDefFoundError("hostile");
            }
        };

        abstract void act(CountDownLatch over);
    }

    @AfterEach
    void end() {
        over.countDown();
        issuer.close();
        pulse.close();
    }

    private RequestGuard.Builder guard(String... more) {
        List<String> settings = new ArrayList<>(List.of("start-up", "required", "start-up-limit", "2m"));
        settings.addAll(List.of("key-wait", KEY_WAIT.toString(), "unknown-kid-cool-down", "1s"));
        settings.addAll(List.of("jwks-retry-cap", "1s"));
        settings.addAll(List.of(more));
        return RequestGuard.builder(Guards.settings(issuer, settings.toArray(String[]::new)))
                .meterRegistry(new SimpleMeterRegistry());
    }

    /** Cached tokens, junk beyond the budget of fetches, an outage and a new key: everything that is counted or logged. */
    private void assertServes(RequestGuard guard) {
        TokenMint known = issuer.accessToken();
        assertThat(decided(guard, known)).isEqualTo("permit []");
        for (int i = 0; i < 5; i++) {
            assertThat(decided(guard, issuer.accessToken().header("kid", "junk")))
                    .isEqualTo("unknown-key");
        }
        issuer.misbehave(Fault.STATUS_500);
        Patience.await(
                () -> decided(guard, issuer.accessToken().header("kid", "junk")).equals("keys-unavailable"));
        assertThat(decided(guard, known)).isEqualTo("permit []");
        issuer.misbehave(Fault.NONE);
        issuer.rotate();
        Patience.await(() -> decided(guard, issuer.accessToken()).equals("permit []"));
        assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
    }

    /** Returns the outcome for a token, by the next of all ways to call a guard. */
    private String decided(RequestGuard guard, TokenMint token) {
        return answered(ENTRIES.get(turn.getAndIncrement() % ENTRIES.size()), guard, token);
    }

    /** Returns the outcome for a token at a blocking door. */
    private String waited(RequestGuard guard, TokenMint token) {
        return answered(ENTRIES.get(0), guard, token);
    }

    private String answered(BiFunction<RequestGuard, List<String>, String> entry, RequestGuard guard, TokenMint token) {
        List<String> bearer = bearer(token);
        long began = System.nanoTime();
        String outcome = entry.apply(guard, bearer);
        assertInTime(Duration.ofNanos(System.nanoTime() - began));
        return outcome;
    }

    private static final List<BiFunction<RequestGuard, List<String>, String>> ENTRIES = List.of(
            (guard, bearer) -> Guards.outcome(guard.decide(bearer, Rule.authenticated())),
            (guard, bearer) -> Guards.outcome(guard.decide(request(bearer))),
            (guard, bearer) -> shown(guard.authenticate(bearer)),
            (guard, bearer) -> shown(guard.authenticate(request(bearer))),
            (guard, bearer) -> outcome(guard.verify(text(bearer))),
            (guard, bearer) -> Guards.outcome(joined(guard.decideAsync(bearer, Rule.authenticated()))),
            (guard, bearer) -> Guards.outcome(joined(guard.decideAsync(request(bearer)))),
            (guard, bearer) -> shown(joined(guard.authenticateAsync(request(bearer)))),
            (guard, bearer) -> outcome(joined(guard.verifyAsync(text(bearer)))));

    private static Guards.Request request(List<String> bearer) {
        Endpoint endpoint = Endpoint.declaring(Optional.of(Rule.authenticated()));
        return new Guards.Request("GET", "/a", "/a", bearer, endpoint);
    }

    private static String text(List<String> bearer) {
        return bearer.get(0).substring("Bearer ".length());
    }

    private static <T> T joined(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String shown(AuthenticationResult authentication) {
        return authentication instanceof Caller ? "permit []" : Guards.outcome((Decision.Denial) authentication);
    }

    private static String outcome(Verification verification) {
        return verification instanceof Rejection refusal ? refusal.reason().code() : "permit []";
    }

    /** Time during which the machine itself stalled does not count. */
    private void assertInTime(Duration took) {
        assertThat(took.minus(pulse.longestStall())).isLessThan(KEY_WAIT.plus(GRACE));
    }

    @ParameterizedTest
    @EnumSource
    void servesWithAHostileRegistry(Hostility hostility) {
        MeterRegistry registry = new HostileRegistry(() -> hostility.act(over));
        try (RequestGuard guard = guard().meterRegistry(registry).build()) {
            assertServes(guard);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void endsItsThreadsWhenItsMetersCannotBeRemoved() throws Exception {
        OwnThreads own = new OwnThreads();
        MeterRegistry registry = new SimpleMeterRegistry() {
            @Override
            public Meter remove(Meter meter) {
                throw new IllegalStateException("hostile");
            }
        };
        own.run(() -> guard().meterRegistry(registry).build()).close();
        own.awaitNone("busha-keys");
    }

    @ParameterizedTest
    @EnumSource
    void servesWithAHostileAppender(Hostility hostility) {
        Logger logger = Logger.getLogger("io.busha.resourceserver.key");
        Handler handler = new HostileHandler(() -> hostility.act(over));
        try (RequestGuard guard = guard().build()) {
            logger.addHandler(handler);
            try {
                assertServes(guard);
            } finally {
                logger.removeHandler(handler);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsFromCacheFileWithAHostileAppender(Hostility hostility, @TempDir Path folder) {
        Path file = folder.resolve("busha/keys.json");
        guard("jwks-cache-file", file.toString()).build().close();
        assertThat(file).exists();
        issuer.misbehave(Fault.HANG);
        Logger logger = Logger.getLogger("io.busha.resourceserver.key");
        Handler handler = new HostileHandler(() -> hostility.act(over));
        logger.addHandler(handler);
        try (RequestGuard guard = guard("jwks-cache-file", file.toString()).build()) {
            assertThat(decided(guard, issuer.accessToken())).isEqualTo("permit []");
            assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.DEGRADED);
        } finally {
            logger.removeHandler(handler);
        }
    }

    /** Keys cannot be fetched through the hostile selector, but known keys are used. */
    @ParameterizedTest
    @EnumSource
    void servesKnownKeysWithAHostileProxySelector(Hostility hostility) {
        HostileSelector selector = new HostileSelector(() -> hostility.act(over));
        try (RequestGuard guard = guard().proxy(selector).build()) {
            selector.attack();
            assertThat(decided(guard, issuer.accessToken())).isEqualTo("permit []");
            assertThat(decided(guard, issuer.accessToken().header("kid", "junk")))
                    .isEqualTo(hostility == Hostility.IS_SLOW ? "unknown-key" : "keys-unavailable");
            assertThat(decided(guard, issuer.accessToken())).isEqualTo("permit []");
            selector.relent();
            over.countDown();
            issuer.rotate();
            Patience.await(() -> decided(guard, issuer.accessToken()).equals("permit []"));
        }
    }

    /** A callback of a decision that blocks a thread of the guard does not delay other waiting callers. */
    @ParameterizedTest
    @EnumSource
    void servesWhenCallbacksOfDecisionsAreHostile(Hostility hostility) {
        try (RequestGuard guard = guard("key-wait-places", "10000").build()) {
            issuer.misbehave(Fault.HANG);
            List<CompletableFuture<Void>> hostile = Stream.generate(() -> guard.decideAsync(
                                    bearer(issuer.accessToken().header("kid", "junk")), Rule.authenticated())
                            .thenAccept(decision -> hostility.act(over))
                            .toCompletableFuture())
                    .limit(100)
                    .toList();
            assertThat(waited(guard, issuer.accessToken().header("kid", "junk")))
                    .isEqualTo("keys-unavailable");
            issuer.misbehave(Fault.NONE);
            issuer.rotate();
            Patience.await(() -> waited(guard, issuer.accessToken()).equals("permit []"));
            over.countDown();
            Patience.await(() -> hostile.stream().allMatch(CompletableFuture::isDone));
        }
    }

    /** Waiting requests have no thread of their own, except those that block their callers' threads. */
    @Test
    void answersManyWaitingRequestsInTimeWithFewThreads() throws Exception {
        try (RequestGuard guard = guard("key-wait-places", "10000").build()) {
            issuer.misbehave(Fault.HANG);
            List<String> unknown = bearer(issuer.accessToken().header("kid", "junk"));
            List<CompletableFuture<Duration>> crowd =
                    Stream.generate(() -> waiting(guard, unknown)).limit(CROWD).toList();
            int most = 0;
            while (!crowd.stream().allMatch(CompletableFuture::isDone)) {
                most = Math.max(most, threads());
                LockSupport.parkNanos(PAUSE);
            }
            assertThat(most).isPositive().isLessThan(MAX_THREADS);
            crowd.forEach(one -> assertInTime(one.join()));
        }
    }

    private static CompletableFuture<Duration> waiting(RequestGuard guard, List<String> unknown) {
        long began = System.nanoTime();
        return guard.decideAsync(unknown, Rule.open())
                .thenApply(decision -> Duration.ofNanos(System.nanoTime() - began))
                .toCompletableFuture();
    }

    @Test
    void answersManyBlockedRequestsOnTheirOwnThreads() throws Exception {
        ExecutorService doors = Executors.newFixedThreadPool(200);
        try (RequestGuard guard = guard("key-wait-places", "10000").build()) {
            issuer.misbehave(Fault.HANG);
            TokenMint unknown = issuer.accessToken().header("kid", "junk");
            List<Future<String>> crowd = Stream.generate(() -> doors.submit(() -> waited(guard, unknown)))
                    .limit(200)
                    .toList();
            for (Future<String> one : crowd) {
                assertThat(one.get(Patience.LIMIT.toNanos(), TimeUnit.NANOSECONDS))
                        .isEqualTo("keys-unavailable");
            }
            assertThat(threads()).isLessThan(MAX_THREADS);
        } finally {
            doors.shutdownNow();
        }
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("busha-keys"))
                .count();
    }

    /** A thread that wants to run every few milliseconds and measures how late it runs. */
    private static final class Pulse implements AutoCloseable {

        private final Thread beat = new Thread(this::beat, "pulse");
        private volatile long longest;

        Pulse() {
            beat.setDaemon(true);
            beat.start();
        }

        private void beat() {
            while (!Thread.interrupted()) {
                long began = System.nanoTime();
                LockSupport.parkNanos(PAUSE);
                longest = Math.max(longest, System.nanoTime() - began - PAUSE);
            }
        }

        Duration longestStall() {
            return Duration.ofNanos(longest);
        }

        @Override
        public void close() {
            beat.interrupt();
        }
    }

    /** A registry whose counters and timers attack their callers. */
    private static final class HostileRegistry extends SimpleMeterRegistry {

        private final Runnable attack;

        HostileRegistry(Runnable attack) {
            this.attack = attack;
        }

        @Override
        protected Counter newCounter(Meter.Id id) {
            return new NoopCounter(id) {
                @Override
                public void increment(double amount) {
                    attack.run();
                }
            };
        }

        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
            return new NoopTimer(id) {
                @Override
                public void record(long amount, TimeUnit unit) {
                    attack.run();
                }

                @Override
                public void record(Duration time) {
                    attack.run();
                }
            };
        }
    }

    private static final class HostileHandler extends Handler {

        private final Runnable attack;

        HostileHandler(Runnable attack) {
            this.attack = attack;
        }

        @Override
        public void publish(LogRecord line) {
            attack.run();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class HostileSelector extends ProxySelector {

        private final Runnable attack;
        private volatile boolean attacks;

        HostileSelector(Runnable attack) {
            this.attack = attack;
        }

        void attack() {
            attacks = true;
        }

        void relent() {
            attacks = false;
        }

        @Override
        public List<Proxy> select(URI uri) {
            if (attacks) {
                attack.run();
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
