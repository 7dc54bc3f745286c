package io.busha.resourceserver.spring.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StompClient;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.spring.mvc.MvcServer;
import io.busha.resourceserver.token.VerifiedToken;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Rules of message methods, behind endpoints that route lines open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StompMethodsTest {

    /** What happened in the application, in its order. */
    private static final BlockingQueue<String> HAPPENED = new LinkedBlockingQueue<>();

    /** Where three threads wait for each other, each with a message of its own. */
    private static final CyclicBarrier MET = new CyclicBarrier(3);

    private static volatile @Nullable VerifiedToken seen;

    private static volatile Duration ahead = Duration.ZERO;

    @Service
    static class Ledger {
        @RequireScope("ledger:write")
        void book() {
            HAPPENED.add("booked");
        }
    }

    @Controller
    @RequireScope("transfers:write")
    static class Transfers {
        private final Ledger ledger;

        Transfers(Ledger ledger) {
            this.ledger = ledger;
        }

        @MessageMapping("/transfer")
        void transfer() {
            HAPPENED.add("transfer");
        }

        @MessageMapping("/of")
        void transferOf(VerifiedToken caller) {
            seen = caller;
            HAPPENED.add("transfer of " + caller.scopes());
        }

        @MessageMapping("/book")
        void book() {
            ledger.book();
        }

        @Open
        @MessageMapping("/open")
        void open(Optional<VerifiedToken> caller) {
            HAPPENED.add("open to " + caller.map(VerifiedToken::scopes));
        }

        @SubscribeMapping("/balance")
        String balance() {
            HAPPENED.add("balance");
            return "1000";
        }

        @MessageMapping("/meet")
        void meet() throws Exception {
            MET.await(1, TimeUnit.MINUTES);
            try {
                ledger.book();
            } catch (CallDeniedException e) {
                HAPPENED.add("not booked");
            }
        }

        @MessageMapping("/both")
        @GetMapping("/both")
        @ResponseBody
        String both() {
            HAPPENED.add("both");
            return "both";
        }
    }

    @Controller
    static class Handled {
        private final Ledger ledger;

        Handled(Ledger ledger) {
            this.ledger = ledger;
        }

        @RequireScope("handled")
        @MessageMapping("/handled")
        void handled() {
            HAPPENED.add("handled");
        }

        @MessageMapping("/handled-book")
        void book() {
            ledger.book();
        }

        @MessageMapping("/undeclared")
        void undeclared(@Nullable VerifiedToken caller) {
            HAPPENED.add("undeclared for " + (caller == null ? "nobody" : caller.scopes()));
        }

        @MessageExceptionHandler
        void denied(CallDeniedException denied) {
            HAPPENED.add("exception handler");
        }
    }

    @ControllerAdvice
    static class Everything {
        @MessageExceptionHandler
        void failed(Exception failure) {
            HAPPENED.add("advice");
        }
    }

    /** As applications have it that give their sessions names. */
    private static final class Names extends DefaultHandshakeHandler {
        @Override
        protected Principal determineUser(
                ServerHttpRequest request, WebSocketHandler handler, Map<String, Object> attributes) {
            return () -> "a name";
        }
    }

    /** Puts what a session had before where the token of the next one belongs. */
    private static final class Foreign implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            attributes.put(SessionToken.ATTRIBUTE, seen);
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception failure) {}
    }

    private static final class SentErrors implements ChannelInterceptor {
        @Override
        public Message<?> preSend(Message<?> message, MessageChannel channel) {
            StompHeaderAccessor stomp = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
            if (stomp != null && stomp.getCommand() == StompCommand.ERROR) {
                HAPPENED.add("error");
            }
            return message;
        }
    }

    /** Goes wrong as a test wants it. */
    private static final class MovedClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @Import({Transfers.class, Handled.class, Everything.class, Ledger.class})
    static class Messages implements WebSocketMessageBrokerConfigurer {
        @Bean
        RequestGuard guard(Settings settings) {
            return RequestGuard.builder(settings).clock(new MovedClock()).build();
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp", "/again");
            registry.addEndpoint("/named").setHandshakeHandler(new Names()).addInterceptors(new Foreign());
            registry.addEndpoint("/sockjs").withSockJS();
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.setApplicationDestinationPrefixes("/app").enableSimpleBroker("/topic");
        }

        @Override
        public void configureClientOutboundChannel(ChannelRegistration registration) {
            registration.executor(StompClient.inOrder()).interceptors(new SentErrors());
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Messages.class,
                "busha.routes=GET /stomp open\nGET /again open\nGET /named open\n* /sockjs/** open\nGET /both open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        ahead = Duration.ZERO;
        HAPPENED.clear();
    }

    private static String happened() {
        try {
            return String.valueOf(HAPPENED.poll(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private StompClient connect(String path, String... scopes) {
        return StompClient.connect(server.uri(), path, server.bearer(scopes));
    }

    private static void isDenied(StompClient client, String problem) {
        assertThat(client.next())
                .startsWith("ERROR\n")
                .contains("content-type:application/problem+json", "urn:busha:problem:" + problem)
                .doesNotContain("eyJ");
        client.isClosed();
        assertThat(HAPPENED).containsExactly("error");
    }

    @Test
    void runsMethodForSenderWithScope() {
        for (String path : new String[] {"/stomp", "/again", "/named"}) {
            try (StompClient client = connect(path, "transfers:write")) {
                client.send("/app/transfer");
                assertThat(happened()).isEqualTo("transfer");
                client.send("/app/of");
                assertThat(happened()).isEqualTo("transfer of [transfers:write]");
                client.subscribe("/app/balance");
                assertThat(client.next()).startsWith("MESSAGE\n").contains("1000");
                assertThat(happened()).isEqualTo("balance");
            }
        }
    }

    @Test
    void runsMethodOverSockJs() {
        try (StompClient client =
                StompClient.connectBySockJs(server.uri(), "/sockjs", server.bearer("transfers:write"))) {
            client.send("/app/transfer");
            assertThat(happened()).isEqualTo("transfer");
        }
        try (StompClient raw = connect("/sockjs/websocket", "transfers:write")) {
            raw.send("/app/transfer");
            assertThat(happened()).isEqualTo("transfer");
        }
        try (StompClient other = StompClient.connectBySockJs(server.uri(), "/sockjs", server.bearer("other"))) {
            assertThat(other.send("/app/transfer").next()).contains("ERROR", "insufficient-scope");
        }
    }

    @Test
    void deniesSenderWithoutScope() {
        for (String destination : new String[] {"/app/transfer", "/app/of", "/app/book", "/app/both"}) {
            HAPPENED.clear();
            try (StompClient client = connect("/stomp", "other")) {
                isDenied(client.send(destination), "insufficient-scope");
            }
        }
        HAPPENED.clear();
        try (StompClient client = connect("/stomp", "other")) {
            isDenied(client.subscribe("/app/balance"), "insufficient-scope");
        }
    }

    @Test
    void namesRequiredScopeInDenial() {
        try (StompClient client = connect("/stomp", "other")) {
            assertThat(client.send("/app/transfer").next()).contains("scope=\"transfers\\cwrite\"");
        }
    }

    @Test
    void deniesSessionWithoutToken() {
        try (StompClient client = StompClient.connect(server.uri(), "/stomp")) {
            client.send("/app/open");
            assertThat(happened()).isEqualTo("open to Optional.empty");
            isDenied(client.send("/app/transfer"), "no-credentials");
        }
    }

    @Test
    void ignoresTokenThatTheDoorDidNotVerifyAtHandshake() {
        try (StompClient client = connect("/stomp", "transfers:write")) {
            client.send("/app/of");
            assertThat(happened()).isEqualTo("transfer of [transfers:write]");
        }
        try (StompClient client = StompClient.connect(server.uri(), "/named")) {
            isDenied(client.send("/app/transfer"), "no-credentials");
        }
    }

    @Test
    void ignoresTokenInFrames() {
        try (StompClient client =
                StompClient.connectWithFrame(server.uri(), "/stomp", server.bearer("transfers:write"))) {
            isDenied(client.send("/app/transfer"), "no-credentials");
        }
    }

    @Test
    void checksExpiryAtEachMessage() {
        try (StompClient client = connect("/stomp", "transfers:write")) {
            client.send("/app/transfer");
            assertThat(happened()).isEqualTo("transfer");
            ahead = Duration.ofDays(1);
            client.send("/app/open");
            assertThat(happened()).isEqualTo("open to Optional.empty");
            client.send("/app/undeclared");
            assertThat(happened()).isEqualTo("undeclared for nobody");
            isDenied(client.send("/app/transfer"), "no-credentials");
        }
    }

    @Test
    void passesCallerOfSessionToBeans() {
        try (StompClient client = connect("/stomp", "transfers:write", "ledger:write")) {
            client.send("/app/book");
            assertThat(happened()).isEqualTo("booked");
        }
        try (StompClient client = connect("/stomp", "transfers:write")) {
            isDenied(client.send("/app/book"), "insufficient-scope");
        }
    }

    @Test
    void separatesConcurrentSessions() {
        try (StompClient one = connect("/stomp", "transfers:write", "ledger:write");
                StompClient other = connect("/stomp", "transfers:write")) {
            one.send("/app/meet").send("/app/meet");
            other.send("/app/meet");
            assertThat(List.of(happened(), happened(), happened()))
                    .containsExactlyInAnyOrder("booked", "booked", "not booked");
            other.send("/app/open");
            assertThat(happened()).isEqualTo("open to Optional[[transfers:write]]");
        }
    }

    @Test
    void leavesNoCallerOnThread() {
        try (StompClient one = connect("/stomp", "transfers:write", "ledger:write");
                StompClient nobody = StompClient.connect(server.uri(), "/stomp")) {
            one.send("/app/meet").send("/app/meet").send("/app/meet");
            assertThat(List.of(happened(), happened(), happened())).containsOnly("booked");
            isDenied(nobody.send("/app/transfer"), "no-credentials");
        }
    }

    @Test
    void sendsDenialBeforeExceptionHandlersRun() {
        try (StompClient client = connect("/stomp", "other")) {
            assertThat(client.send("/app/handled").next()).startsWith("ERROR\n");
            assertThat(happened()).isEqualTo("error");
            assertThat(happened()).isEqualTo("exception handler");
        }
    }

    @Test
    void leavesDenialOfBeanToController() {
        try (StompClient client = connect("/stomp", "other")) {
            client.send("/app/handled-book");
            assertThat(happened()).isEqualTo("exception handler");
            client.send("/app/undeclared");
            assertThat(happened()).isEqualTo("undeclared for [other]");
        }
    }

    @Test
    void appliesRuleToHttpMappingOfMethodToo() {
        assertThat(server.get("/both").status()).isEqualTo(401);
        assertThat(server.get("/both", server.bearer("other")).status()).isEqualTo(403);
        assertThat(server.get("/both", server.bearer("transfers:write")).body()).isEqualTo("both");
    }
}
