package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.Handshake;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.token.VerifiedToken;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.core.publisher.Mono;

/** Handlers of WebSockets: what their class declares is asked for before the handshake is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketHandlerTest {

    private static final Map<String, CompletableFuture<Principal>> OPENED = new ConcurrentHashMap<>();

    static class Undeclared implements WebSocketHandler {
        @Override
        public Mono<Void> handle(WebSocketSession session) {
            CompletableFuture<Principal> opened =
                    opened(session.getHandshakeInfo().getUri().getPath());
            return session.getHandshakeInfo()
                    .getPrincipal()
                    .doOnNext(opened::complete)
                    .then(session.close());
        }
    }

    private static CompletableFuture<Principal> opened(String path) {
        return OPENED.computeIfAbsent(path, any -> new CompletableFuture<>());
    }

    @RequireScope("prices:read")
    static class Prices extends Undeclared {}

    static class MorePrices extends Prices {}

    @RequireScope("prices:read")
    interface ReadsPrices {}

    static class OfInterface extends Undeclared implements ReadsPrices {}

    @Open
    static class OnMethod extends Undeclared {
        @Override
        @RequireScope("prices:read")
        public Mono<Void> handle(WebSocketSession session) {
            return super.handle(session);
        }
    }

    @Authenticated
    static class AnyCaller extends Undeclared {}

    @Open
    static class Anybody extends Undeclared {}

    /** There is Tomcat on the class path as well, which Spring would otherwise ask to upgrade. */
    @Configuration(proxyBeanMethods = false)
    static class Netty {
        @Bean
        WebFluxConfigurer upgrades() {
            return new WebFluxConfigurer() {
                @Override
                public WebSocketService getWebSocketService() {
                    return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Netty.class)
    static class Sockets {
        @Bean
        Prices prices() {
            return new Prices();
        }

        @Bean
        @Scope("prototype")
        MorePrices morePrices() {
            return new MorePrices();
        }

        @Bean
        HandlerMapping sockets(Prices prices, MorePrices morePrices) {
            return new SimpleUrlHandlerMapping(
                    Map.of(
                            "/bean", prices,
                            "/inherited", morePrices,
                            "/by-name", "morePrices",
                            "/interface", new OfInterface(),
                            "/method", new OnMethod(),
                            "/proxied", new ProxyFactory(new Prices()).getProxy(),
                            "/any-caller", new AnyCaller(),
                            "/anybody", new Anybody(),
                            "/undeclared", new Undeclared(),
                            "/narrowed", new Prices()),
                    -1);
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Sockets.class, "busha.routes=GET /narrowed prices:all");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int handshake(String path, String... headers) {
        return Handshake.with(server.uri(), path, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bean", "/inherited", "/by-name", "/interface", "/method", "/proxied"})
    void acceptsHandshakeWithRequiredScope(String path) throws Exception {
        assertThat(handshake(path)).isEqualTo(401);
        assertThat(handshake(path, "Authorization: Bearer a.b.c")).isEqualTo(401);
        assertThat(handshake(path, server.bearer("other"))).isEqualTo(403);
        assertThat(opened(path)).isNotDone();
        assertThat(handshake(path, server.bearer("prices:read"))).isEqualTo(101);
        assertThat(opened(path).get(1, TimeUnit.MINUTES)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void acceptsHandshakesThatMeetTheDeclaredRule() {
        assertThat(handshake("/any-caller")).isEqualTo(401);
        assertThat(handshake("/any-caller", server.bearer())).isEqualTo(101);
        assertThat(handshake("/anybody")).isEqualTo(101);
        assertThat(handshake("/anybody", "Authorization: Bearer a.b.c")).isEqualTo(401);
    }

    @Test
    void closesHandlerWithoutRule() {
        assertThat(handshake("/undeclared")).isEqualTo(403);
        assertThat(handshake("/undeclared", server.bearer("prices:read"))).isEqualTo(403);
    }

    @Test
    void appliesRouteLineInAddition() {
        assertThat(handshake("/narrowed", server.bearer("prices:read"))).isEqualTo(403);
        assertThat(handshake("/narrowed", server.bearer("prices:read", "prices:all")))
                .isEqualTo(101);
    }

    @Test
    void putsNoProxyBeforeHandler() {
        assertThat(AopUtils.isAopProxy(server.context().getBean("prices"))).isFalse();
    }

    static class OnAnotherMethod extends Undeclared {
        @Override
        @RequireScope("prices:read")
        public List<String> getSubProtocols() {
            return List.of();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Netty.class, OnAnotherMethod.class})
    static class MethodOfBean {
        @Bean
        HandlerMapping sockets(OnAnotherMethod handler) {
            return new SimpleUrlHandlerMapping(Map.of("/on-method", handler), -1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Netty.class)
    static class MethodOfObject {
        @Bean
        HandlerMapping sockets() {
            return new SimpleUrlHandlerMapping(Map.of("/on-method", new OnAnotherMethod()), -1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {MethodOfBean.class, MethodOfObject.class})
    void refusesToStartWithRuleOnOtherMethodOfHandler(Class<?> source) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> WebFluxServer.with(source).close())
                .withMessageContaining("OnAnotherMethod.")
                .withMessageContaining("annotations on it are not read");
    }
}
