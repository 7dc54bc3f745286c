package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.Handshake;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.token.VerifiedToken;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.context.annotation.Scope;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.handler.PerConnectionWebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Handlers of spring-websocket: what their class declares is asked for before the handshake is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketHandlerTest {

    private static final Map<String, CompletableFuture<Principal>> OPENED = new ConcurrentHashMap<>();

    abstract static class Counting extends AbstractWebSocketHandler {
        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            opened(Objects.requireNonNull(session.getUri()).getPath()).complete(session.getPrincipal());
        }
    }

    private static CompletableFuture<Principal> opened(String path) {
        return OPENED.computeIfAbsent(path, any -> new CompletableFuture<>());
    }

    static class Undeclared extends Counting {}

    @RequireScope("prices:read")
    static class Prices extends Counting {}

    static class MorePrices extends Prices {}

    @RequireScope("prices:read")
    interface ReadsPrices {}

    static class OfInterface extends Counting implements ReadsPrices {}

    @Authenticated
    static class AnyCaller extends Counting {}

    @Open
    static class Anybody extends Counting {}

    @RequireScope("prices:read")
    static class Asking extends WebSocketHandlerDecorator {
        Asking(WebSocketHandler inside) {
            super(inside);
        }
    }

    @RequireScope("prices:read")
    static class OwnRequestHandler extends WebSocketHttpRequestHandler {
        OwnRequestHandler() {
            super(new Undeclared());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
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
        PerConnectionWebSocketHandler perConnection() {
            return new PerConnectionWebSocketHandler(Prices.class);
        }

        @Bean("/request-handler")
        OwnRequestHandler requestHandler() {
            return new OwnRequestHandler();
        }

        @Bean
        WebSocketConfigurer sockets(Prices prices, MorePrices morePrices, PerConnectionWebSocketHandler perConnection) {
            return registry -> {
                add(registry, prices, "/bean");
                add(registry, morePrices, "/inherited");
                add(registry, new OfInterface(), "/interface");
                add(registry, new WebSocketHandlerDecorator(new WebSocketHandlerDecorator(new Prices())), "/decorated");
                add(registry, new Asking(new Undeclared()), "/decorator");
                add(registry, new Asking(new Prices()), "/agreeing");
                add(registry, (WebSocketHandler) new ProxyFactory(new Prices()).getProxy(), "/proxied");
                add(
                        registry,
                        (WebSocketHandler) new ProxyFactory(new WebSocketHandlerDecorator(new Prices())).getProxy(),
                        "/proxied-decorator");
                add(registry, perConnection, "/per-connection");
                registry.addHandler(prices, "/sockjs").withSockJS();
                add(registry, new AnyCaller(), "/any-caller");
                add(registry, new Anybody(), "/anybody");
                add(registry, new Undeclared(), "/undeclared");
                add(registry, new Undeclared(), "/by-line");
                add(registry, new Prices(), "/narrowed");
            };
        }
    }

    private static void add(WebSocketHandlerRegistry registry, WebSocketHandler handler, String path) {
        registry.addHandler(handler, path).setHandshakeHandler(new DefaultHandshakeHandler());
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Sockets.class, "busha.routes[0]=GET /by-line prices:read", "busha.routes[1]=GET /narrowed prices:all");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int handshake(String path, String... headers) {
        return Handshake.with(server.uri(), path, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bean",
                "/inherited",
                "/interface",
                "/decorated",
                "/decorator",
                "/agreeing",
                "/proxied",
                "/proxied-decorator",
                "/per-connection",
                "/request-handler",
                "/sockjs/websocket",
                "/sockjs/000/x/websocket",
                "/by-line"
            })
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
    void decidesOnEverySockJsRequest() {
        for (String path : new String[] {"/sockjs/info", "/sockjs/000/x/xhr", "/sockjs/iframe.html", "/sockjs"}) {
            assertThat(server.send("POST", path, "").status()).as(path).isEqualTo(401);
            assertThat(server.get(path, server.bearer("other")).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(server.get("/sockjs/info", server.bearer("prices:read")).body())
                .contains("\"websocket\":true");
    }

    @Test
    void putsNoProxyBeforeHandler() {
        assertThat(AopUtils.isAopProxy(server.context().getBean("prices"))).isFalse();
    }

    @Test
    void listsHandlerByItsClassInTheAudit() {
        assertThat(server.context()
                        .getBean(AuditedDoor.class)
                        .audit()
                        .orElseThrow()
                        .toString())
                .containsPattern("/decorated .*WebSocketHandlerTest.Prices +prices:read")
                .containsPattern("/undeclared .*WebSocketHandlerTest.Undeclared +closed");
    }

    static class OnMethod extends TextWebSocketHandler {
        @Override
        @RequireScope("prices:read")
        public void afterConnectionEstablished(WebSocketSession session) {}

        @Override
        @RequireScope("prices:write")
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class MethodOfBean {
        @Bean
        OnMethod onMethod() {
            return new OnMethod();
        }

        @Bean
        WebSocketConfigurer sockets(OnMethod handler) {
            return registry -> registry.addHandler(handler, "/on-method");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class MethodOfObject {
        @Bean
        WebSocketConfigurer sockets() {
            return registry -> registry.addHandler(new OnMethod(), "/on-method");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {MethodOfBean.class, MethodOfObject.class})
    void refusesToStartWithRuleOnMethodOfHandler(Class<?> source) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(source).close())
                .withMessageContaining("OnMethod.")
                .withMessageContaining("annotations on it are not read");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class Disagreeing {
        @Bean
        WebSocketConfigurer sockets() {
            return registry -> registry.addHandler(new Asking(new AnyCaller()), "/disagreeing");
        }
    }

    @Test
    void refusesToStartIfDecoratorDeclaresAnotherRule() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(Disagreeing.class).close())
                .withMessageContaining("AnyCaller: ")
                .withMessageContaining("declare different rules");
    }
}
