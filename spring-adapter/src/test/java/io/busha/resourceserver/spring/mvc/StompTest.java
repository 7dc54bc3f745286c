package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.Handshake;
import io.busha.resourceserver.token.VerifiedToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.Principal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** STOMP over WebSocket: a line opens the endpoint, and an interceptor of the application asks for the scope of each message. */
class StompTest {

    private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

    @Controller
    static class Transfers {
        @MessageMapping("/transfers")
        void transfer(Principal caller) {
            RECEIVED.add("transfer of a " + caller.getClass().getSimpleName());
        }
    }

    /** As docs/spring-protocols.md has it. */
    static class Scopes implements ChannelInterceptor {
        @Override
        public Message<?> preSend(Message<?> message, MessageChannel channel) {
            String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
            if (destination == null) {
                return message;
            }
            Principal user = SimpMessageHeaderAccessor.getUser(message.getHeaders());
            if (!(user instanceof VerifiedToken caller)
                    || !Rule.allOf("transfers:write").allows(caller.scopes())) {
                throw new MessageDeliveryException(message, "the scope is missing");
            }
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
        public void configureClientInboundChannel(ChannelRegistration registration) {
            registration.interceptors(new Scopes());
        }
    }

    @Test
    void closesEndpointWithoutRouteLine() {
        try (MvcServer server = MvcServer.with(Messages.class)) {
            assertThat(Handshake.with(server.uri(), "/stomp")).isEqualTo(403);
            assertThat(Handshake.with(server.uri(), "/stomp", server.bearer("transfers:write")))
                    .isEqualTo(403);
        }
    }

    @Test
    void checksEachMessageByInterceptorOfTheApplication() throws InterruptedException {
        try (MvcServer server = MvcServer.with(Messages.class, "busha.routes=GET /stomp authenticated")) {
            assertThat(Handshake.with(server.uri(), "/stomp")).isEqualTo(401);
            assertThat(answer(server, "other", "SEND\ndestination:/app/transfers"))
                    .matches(StompTest::isEnd);
            assertThat(answer(server, "other", "SUBSCRIBE\nid:1\ndestination:/topic/transfers"))
                    .matches(StompTest::isEnd);
            assertThat(answer(server, "transfers:write", "SEND\ndestination:/app/transfers"))
                    .isEqualTo("transfer of a VerifiedToken");
        }
    }

    /** Spring sends an ERROR frame and closes the session; the frame can be lost where another one is being sent just then. */
    private static boolean isEnd(String answer) {
        return answer.startsWith("ERROR") || answer.equals("closed");
    }

    /** The first thing that happens after a session's frame: what is received there, or what comes back. */
    private static String answer(MvcServer server, String scope, String frame) throws InterruptedException {
        RECEIVED.clear();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", server.bearer(scope).substring("Authorization: ".length()))
                .subprotocols("v12.stomp")
                .buildAsync(URI.create("ws://" + server.uri().getAuthority() + "/stomp"), new Frames())
                .join();
        socket.sendText("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0", true)
                .join();
        assertThat(RECEIVED.poll(1, TimeUnit.MINUTES)).startsWith("CONNECTED");
        socket.sendText(frame + "\n\n\0", true).join();
        String answer = RECEIVED.poll(1, TimeUnit.MINUTES);
        socket.abort();
        return String.valueOf(answer);
    }

    private static final class Frames implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            RECEIVED.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            RECEIVED.add("closed");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            RECEIVED.add("closed");
        }
    }
}
