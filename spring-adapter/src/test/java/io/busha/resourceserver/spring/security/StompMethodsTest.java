package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StompClient;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Methods for messages are judged by the token of their session, whatever Spring Security knows of the thread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StompMethodsTest {

    private static final BlockingQueue<String> RUN = new LinkedBlockingQueue<>();

    @Controller
    static class Transfers {
        @RequireScope("transfers:write")
        @MessageMapping("/transfer")
        void transfer(VerifiedToken caller) {
            RUN.add("transfer of " + caller.scopes());
        }
    }

    /** As it may be left on a thread that inherits. */
    private static final class AnotherCaller implements ExecutorChannelInterceptor {
        @Override
        public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
            TestingAuthenticationToken other = new TestingAuthenticationToken("other", "", "SCOPE_transfers:write");
            SecurityContextHolder.setContext(new SecurityContextImpl(other));
            return message;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @Import(Transfers.class)
    static class Messages implements WebSocketMessageBrokerConfigurer {
        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.setApplicationDestinationPrefixes("/app").enableSimpleBroker("/topic");
        }

        @Override
        public void configureClientOutboundChannel(ChannelRegistration registration) {
            registration.executor(StompClient.inOrder());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LeftBehind extends Messages {
        @Override
        public void configureClientInboundChannel(ChannelRegistration registration) {
            registration.interceptors(new AnotherCaller());
        }
    }

    private SecuredServer server;
    private SecuredServer haunted;

    @BeforeAll
    void start() {
        server = SecuredServer.with(List.of("busha.routes=GET /stomp open"), Messages.class);
        haunted = SecuredServer.with(List.of("busha.routes=GET /stomp open"), LeftBehind.class);
    }

    @AfterAll
    void stop() {
        server.close();
        haunted.close();
    }

    private static void areJudgedByTheTokenOf(SecuredServer server) throws InterruptedException {
        RUN.clear();
        try (StompClient client = StompClient.connect(server.uri(), "/stomp", server.bearer("transfers:write"))) {
            client.send("/app/transfer");
            assertThat(RUN.poll(1, TimeUnit.MINUTES)).isEqualTo("transfer of [transfers:write]");
        }
        try (StompClient client = StompClient.connect(server.uri(), "/stomp", server.bearer("other"))) {
            assertThat(client.send("/app/transfer").next()).contains("ERROR", "insufficient-scope");
            client.isClosed();
        }
        try (StompClient client = StompClient.connect(server.uri(), "/stomp")) {
            assertThat(client.send("/app/transfer").next()).contains("ERROR", "no-credentials");
            client.isClosed();
        }
        assertThat(RUN).isEmpty();
    }

    @Test
    void appliesTokenOfSession() throws InterruptedException {
        areJudgedByTheTokenOf(server);
    }

    @Test
    void ignoresOtherCallerOnThread() throws InterruptedException {
        areJudgedByTheTokenOf(haunted);
    }
}
