package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import io.busha.resourceserver.spring.bean.GateInFront;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** Auto-configuration of rules for methods that handle STOMP messages over WebSocket. */
@AutoConfiguration(after = BushaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({
    DispatcherServlet.class,
    ResourceServerFilter.class,
    SimpAnnotationMethodMessageHandler.class,
    SubProtocolWebSocketHandler.class
})
@ConditionalOnBean(
        value = SimpAnnotationMethodMessageHandler.class,
        name = {"clientInboundChannel", BushaMessagingAutoConfiguration.TO_CLIENTS})
public final class BushaMessagingAutoConfiguration {

    static final String TO_CLIENTS = "clientOutboundChannel";

    /** Called by Spring. */
    public BushaMessagingAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Senders bushaSenders(
            ObjectProvider<RequestGuard> guard, @Qualifier(TO_CLIENTS) ObjectProvider<MessageChannel> clients) {
        return new Senders(guard, clients);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GateInFront bushaMessageGate(Senders senders) {
        return otherwise -> new MessageGate(senders, otherwise);
    }

    @Bean
    DeniedMessages bushaDeniedMessages(Senders senders) {
        return new DeniedMessages(senders);
    }

    /** Runs before the server accepts its first connection. */
    @Bean
    SmartInitializingSingleton bushaSessions(
            Senders senders,
            ObjectProvider<HandlerMapping> mappings,
            ObjectProvider<SimpAnnotationMethodMessageHandler> handlers) {
        SessionToken kept = new SessionToken();
        VerifiedTokenResolver arguments = new VerifiedTokenResolver(senders);
        return () -> {
            mappings.forEach(kept::keepIn);
            handlers.forEach(arguments::putFirst);
        };
    }
}
