package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.OwnThreads;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.testkit.Endpoint;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Which threads a source has, what runs on them, and when they end. */
class RemoteThreadsTest {

    private static final IssuerLocation NOBODY = IssuerLocation.of("http://127.0.0.1:1");

    private final OwnThreads own = new OwnThreads();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private RemoteKeys keysOf(IssuerLocation location) {
        KeyMeters meters = new KeyMeters(registry, Tags.empty());
        return KeySources.ofIssuer(location, KeyPolicy.DEFAULT, FetchLimits.of(KeyPolicy.DEFAULT), meters);
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws Exception {
        RemoteKeys keys = own.run(() -> keysOf(NOBODY));
        assertThat(own.alive("busha-keys-timer")).hasSize(1);
        keys.close();
        own.awaitNone("busha-keys");
    }

    @Test
    void leavesNoThreadOrMeterIfTheHttpClientCannotBeBuilt() throws Exception {
        IssuerLocation unusable = NOBODY.securedBy(SSLContext.getInstance("TLS"));
        assertThatThrownBy(() -> own.run(() -> keysOf(unusable))).hasMessageContaining("not initialized");
        own.awaitNone("busha-keys");
        assertThat(registry.getMeters()).isEmpty();
    }

    /** The last meter is registered when the client already exists. */
    @Test
    void leavesNoThreadOrMeterIfAMeterCannotBeRegistered() throws Exception {
        registry.counter("busha.jwks.waiting");
        assertThatThrownBy(() -> own.run(() -> keysOf(NOBODY))).hasMessageContaining("busha.jwks.waiting");
        own.awaitNone("busha-keys");
        own.awaitNone("HttpClient-");
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("busha.jwks.waiting");
    }

    /** Blocks like a resolver or a proxy selector that never returns. */
    @Test
    void limitsHangingFetchesAndContinuesAfterOneReturns() throws Exception {
        RemoteThreads threads = new RemoteThreads();
        CountDownLatch over = new CountDownLatch(1);
        try (StubbedIssuer issuer = StubbedIssuer.start();
                BoundedGet get = new BoundedGet(issuer.location(), threads.http(), threads, Patience.LIMIT)) {
            for (int i = 0; i < 8 + 64; i++) {
                threads.http().execute(() -> awaitQuietly(over));
            }
            URI uri = URI.create(issuer.uri() + Endpoint.JWKS.path());
            assertThatThrownBy(() -> get.get(uri, Patience.LIMIT).join())
                    .hasRootCauseMessage(
                            uri + ": earlier attempts still block, in the resolver, the proxy selector or TLS, on"
                                    + " all 8 threads");
            assertThat(own(threads)).isEqualTo(8);
            over.countDown();
            Patience.await(() -> isAnswered(get, uri));
        } finally {
            over.countDown();
            threads.stop();
        }
    }

    private static long own(RemoteThreads threads) {
        return ((ThreadPoolExecutor) threads.http()).getPoolSize();
    }

    private static boolean isAnswered(BoundedGet get, URI uri) {
        return get.get(uri, Patience.LIMIT)
                .thenApply(text -> true)
                .exceptionally(failure -> false)
                .join();
    }

    @Test
    void fetchThatWaitedTooLongForAThreadSendsNoRequest() throws Exception {
        List<Runnable> waiting = new ArrayList<>();
        VirtualTime time = new VirtualTime();
        try (StubbedIssuer issuer = StubbedIssuer.start();
                BoundedGet get = new BoundedGet(issuer.location(), waiting::add, time, Patience.LIMIT)) {
            URI uri = URI.create(issuer.uri() + Endpoint.JWKS.path());
            CompletableFuture<String> body = get.get(uri, Duration.ofSeconds(5));
            time.pass(Duration.ofSeconds(5));
            assertThat(body).isCompletedExceptionally();
            waiting.forEach(Runnable::run);
            assertThat(issuer.requests()).isEmpty();
        }
    }

    @Test
    void closedClientSendsNoRequestAndCanBeClosedAgain() throws Exception {
        List<Runnable> waiting = new ArrayList<>();
        try (StubbedIssuer issuer = StubbedIssuer.start()) {
            BoundedGet get = new BoundedGet(issuer.location(), waiting::add, new VirtualTime(), Patience.LIMIT);
            CompletableFuture<String> body = get.get(URI.create(issuer.uri() + Endpoint.JWKS.path()), Patience.LIMIT);
            get.close();
            get.close();
            assertThat(body).isCompletedExceptionally();
            waiting.forEach(Runnable::run);
            assertThat(issuer.requests()).isEmpty();
        }
    }

    @Test
    void slowCallbackDoesNotDelayScheduledTasks() throws Exception {
        RemoteThreads threads = new RemoteThreads();
        CountDownLatch over = new CountDownLatch(1);
        try {
            for (int i = 0; i < 100; i++) {
                threads.resume(() -> awaitQuietly(over));
            }
            CountDownLatch due = new CountDownLatch(1);
            threads.after(1, due::countDown);
            assertThat(due.await(Patience.LIMIT.toNanos(), TimeUnit.NANOSECONDS))
                    .isTrue();
        } finally {
            over.countDown();
            threads.stop();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void runsCallbacksOnTheCallersThreadWithoutAThreadOfItsOwn() {
        RemoteThreads threads = new RemoteThreads();
        threads.stop();
        AtomicBoolean ran = new AtomicBoolean();
        threads.resume(() -> ran.set(true));
        assertThat(ran).isTrue();
    }
}
