package io.busha.resourceserver.spring.messaging;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.mvc.MvcServer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.rsocket.annotation.ConnectMapping;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** An application does not start if a rule on a message method cannot be enforced. */
class StompStartTest {

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class Broker implements WebSocketMessageBrokerConfigurer {
        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.setApplicationDestinationPrefixes("/app").enableSimpleBroker("/topic");
        }
    }

    @Controller
    static class Unreachable {
        @RequireScope("private")
        @MessageMapping("/private")
        @SuppressWarnings("unused")
        private void hidden() {}

        @RequireScope("static")
        @SubscribeMapping("/static")
        static void shared() {}

        @RequireScope("final")
        @MessageMapping("/final")
        final void fixed() {}

        @RequireScope("fine")
        @MessageMapping("/fine")
        void fine() {}
    }

    @Controller
    static class Connections {
        @RequireScope("connect")
        @ConnectMapping("/connect")
        void connect() {}
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Broker.class, Unreachable.class, Connections.class})
    static class WithBroker {}

    @Test
    void refusesToStartWithUnreachableMessageMethods() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(WithBroker.class).close())
                .withMessageContaining("Unreachable.hidden: it is private")
                .withMessageContaining("Unreachable.shared: it is static")
                .withMessageContaining("Unreachable.fixed: it is final")
                .withMessageContaining("Connections.connect: it is for messages")
                .withMessageNotContaining("Unreachable.fine");
    }

    @Controller
    static class Sending {
        @RequireScope("send")
        @MessageMapping("/send")
        void send() {}
    }

    @Test
    void refusesToStartWithMessageMethodWithoutBroker() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(Sending.class).close())
                .withMessageContaining("Sending.send: it is for messages");
    }
}
