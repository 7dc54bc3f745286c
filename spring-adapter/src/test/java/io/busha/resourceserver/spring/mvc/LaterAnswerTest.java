package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Handlers that answer from another thread are decided on before they run, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaterAnswerTest {

    private static final AtomicInteger RAN = new AtomicInteger();
    private static final Executor THREADS = task -> new Thread(task).start();

    @RestController
    @RequireScope("balances:read")
    @RequestMapping("/later")
    static class Later {
        @GetMapping("/stage")
        CompletionStage<String> stage() {
            RAN.incrementAndGet();
            return CompletableFuture.supplyAsync(() -> "later", THREADS);
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            RAN.incrementAndGet();
            return () -> "later";
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            RAN.incrementAndGet();
            DeferredResult<String> result = new DeferredResult<>();
            THREADS.execute(() -> result.setResult("later"));
            return result;
        }

        @GetMapping("/mono")
        Mono<String> mono() {
            RAN.incrementAndGet();
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> "later", THREADS));
        }

        @GetMapping("/stream")
        StreamingResponseBody stream() {
            RAN.incrementAndGet();
            return out -> out.write("later".getBytes(StandardCharsets.US_ASCII));
        }

        @GetMapping("/emitter")
        SseEmitter emitter() {
            RAN.incrementAndGet();
            SseEmitter events = new SseEmitter();
            THREADS.execute(() -> send(events));
            return events;
        }

        @GetMapping(path = "/events", produces = "text/event-stream")
        Flux<String> events() {
            RAN.incrementAndGet();
            return Flux.just("later");
        }

        private static void send(SseEmitter events) {
            try {
                events.send("later");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            events.complete();
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Later.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void expectDecided(String path) {
        RAN.set(0);
        assertThat(server.get(path).status()).isEqualTo(401);
        assertThat(server.get(path, server.bearer("other")).status()).isEqualTo(403);
        assertThat(RAN).hasValue(0);
        assertThat(server.get(path, server.bearer("balances:read")).body()).contains("later");
        assertThat(RAN).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/later/stage", "/later/callable", "/later/deferred", "/later/mono", "/later/stream"})
    void decidesBeforeAsynchronousHandlerRuns(String path) {
        expectDecided(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/later/emitter", "/later/events"})
    void decidesBeforeHandlerOfEventsRuns(String path) {
        expectDecided(path);
    }
}
