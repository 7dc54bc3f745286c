package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rules of beans behind WebFlux endpoints, without Spring Security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeanCallsTest {

    abstract static class Store<T> {
        @RequireScope("ledger:write")
        abstract T generic();
    }

    @Service
    @RequireScope("ledger:write")
    static class Ledger extends Store<Mono<String>> {
        private static final AtomicInteger BOOKED = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();

        Mono<String> book() {
            return Mono.just("booked " + BOOKED.incrementAndGet());
        }

        Flux<String> all() {
            return Flux.just("a", "b");
        }

        Publisher<String> published() {
            return Flux.just("published");
        }

        @Override
        Mono<String> generic() {
            return Mono.just("generic");
        }

        @Authenticated
        Mono<String> peek() {
            return Mono.just("peeked");
        }

        @Open
        String size() {
            return "size";
        }

        Mono<ServerResponse> function(ServerRequest request) {
            return ServerResponse.ok().bodyValue("function");
        }

        Mono<String> failing() {
            return calls.incrementAndGet() % 2 == 0
                    ? Mono.just("at last")
                    : Mono.error(new IllegalStateException("at first"));
        }
    }

    /** Stands for a transaction. */
    @Configuration(proxyBeanMethods = false)
    static class Behind {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Bean
        static BeanPostProcessor behind() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof Ledger)) {
                        return bean;
                    }
                    ProxyFactory proxies = new ProxyFactory(bean);
                    proxies.setProxyTargetClass(true);
                    proxies.addAdvice((MethodInterceptor) call -> {
                        CALLS.incrementAndGet();
                        return call.proceed();
                    });
                    return proxies.getProxy();
                }
            };
        }
    }

    /** Handles whatever the application throws; not what the door has to answer. */
    @ControllerAdvice
    static class Advice {
        @ExceptionHandler(Throwable.class)
        @ResponseBody
        String any() {
            return "handled";
        }
    }

    @RestController
    @Open
    @Import({Ledger.class, Advice.class, Behind.class})
    static class Desk {
        private final Ledger ledger;

        Desk(Ledger ledger) {
            this.ledger = ledger;
        }

        @GetMapping("/book")
        Mono<String> book() {
            return ledger.book();
        }

        @GetMapping("/all")
        Flux<String> all() {
            return ledger.all();
        }

        @GetMapping("/published")
        Publisher<String> published() {
            return ledger.published();
        }

        @GetMapping("/generic")
        Mono<String> generic() {
            return ledger.generic();
        }

        @GetMapping("/peek")
        Mono<String> peek() {
            return ledger.peek();
        }

        @GetMapping("/size")
        String size() {
            return ledger.size();
        }

        @GetMapping("/retried")
        Mono<String> retried() {
            return ledger.failing().retry(3);
        }

        @RequireScope("private:read")
        @GetMapping("/private")
        @SuppressWarnings("unused")
        private Mono<String> hidden() {
            return Mono.just("hidden");
        }

        @Bean
        RouterFunction<ServerResponse> functions(Ledger functions) {
            return RouterFunctions.route().GET("/function", functions::function).build();
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Desk.class, "busha.routes=GET /function open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void admitsCallerWhoMeetsRuleOfBean() {
        String bearer = server.bearer("ledger:write");
        assertThat(server.get("/book", bearer).body()).startsWith("booked");
        assertThat(server.get("/all", bearer).body()).isEqualTo("ab");
        assertThat(server.get("/published", bearer).body()).isEqualTo("published");
        assertThat(server.get("/generic", bearer).body()).isEqualTo("generic");
        assertThat(server.get("/function", bearer).body()).isEqualTo("function");
        assertThat(server.get("/peek", server.bearer()).body()).isEqualTo("peeked");
        assertThat(server.get("/size").body()).isEqualTo("size");
    }

    @Test
    void answersDeniedCallLikeTheDoor() {
        for (String path : new String[] {"/book", "/all", "/published", "/generic", "/function"}) {
            RawHttp.Response answer = server.get(path, server.bearer("other"));
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"ledger:write\"");
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(answer.body()).contains("urn:busha:problem:insufficient-scope");
        }
    }

    @Test
    void challengesCallerWithoutToken() {
        for (String path : new String[] {"/book", "/all", "/published", "/generic", "/function", "/peek"}) {
            RawHttp.Response answer = server.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"busha\"");
            assertThat(answer.body()).contains("urn:busha:problem:no-credentials");
        }
    }

    /** The whole call again, and not what is left of it. */
    @Test
    void callsMethodOncePerSubscription() {
        int before = Behind.CALLS.get();
        assertThat(server.get("/retried", server.bearer("ledger:write")).body()).isEqualTo("at last");
        assertThat(Behind.CALLS).hasValue(before + 2);
    }

    @Test
    void closesBeanOutsideRequestsWithoutRunningIt() {
        Ledger ledger = server.context().getBean(Ledger.class);
        int before = Ledger.BOOKED.get();
        assertThatThrownBy(ledger.book()::block).isInstanceOf(CallDeniedException.class);
        assertThat(Ledger.BOOKED).hasValue(before);
    }

    @Test
    void appliesOwnRuleOfPrivateHandlerInsteadOfItsClassRule() {
        assertThat(server.get("/private").status()).isEqualTo(401);
        assertThat(server.get("/private", server.bearer("other")).status()).isEqualTo(403);
        assertThat(server.get("/private", server.bearer("private:read")).body()).isEqualTo("hidden");
    }

    @Service
    @RequireScope("ledger:write")
    static class Blocking {
        String book() {
            return "booked";
        }

        CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("booked");
        }

        @Open
        String open() {
            return "open";
        }

        Mono<String> mono() {
            return Mono.just("booked");
        }
    }

    @Test
    void refusesToStartIfMethodReturnsBeforeItsCallerIsKnown() {
        assertThatThrownBy(() -> WebFluxServer.with(Blocking.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Blocking.book: it returns java.lang.String")
                .hasMessageContaining("Blocking.future: it returns java.util.concurrent.CompletableFuture")
                .hasMessageNotContainingAny("Blocking.open", "Blocking.mono");
    }
}
