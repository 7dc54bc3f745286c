package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.BeanRulesConfiguration;
import io.busha.resourceserver.spring.internal.ActuatorConfiguration;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HealthPaths;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.WebHandler;

/**
 * Auto-configuration of the Spring WebFlux door, which runs before every handler of the application and of an actuator with its own port.
 */
@AutoConfiguration(after = BushaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@Import({ActuatorConfiguration.class, BeanRulesConfiguration.class})
public final class BushaWebFluxAutoConfiguration {

    /** Called by Spring. */
    public BushaWebFluxAutoConfiguration() {}

    @Bean
    HandlerDeclarations bushaHandlerDeclarations(ObjectProvider<HealthPaths> health) {
        return new HandlerDeclarations(
                health.getIfAvailable(HealthPaths::none),
                ResourceWebHandler.class,
                List.of(WebHandler.class, HandlerFunction.class, WebSocketHandler.class));
    }

    @Bean
    WebFluxDoor bushaDoor(
            ApplicationContext context,
            HandlerDeclarations declarations,
            RequestGuard guard,
            ObjectProvider<LaterDoor> later) {
        return new WebFluxDoor(context, declarations, guard, later.getIfAvailable(LaterDoor::none));
    }

    @Bean
    @ConditionalOnMissingBean
    ResourceServerWebFilter bushaFilter(WebFluxDoor door) {
        return new ResourceServerWebFilter(door);
    }

    @Bean
    @ConditionalOnSingleCandidate(CorsWebFilter.class)
    EarlierCors bushaCorsFilter(CorsWebFilter filter) {
        return new EarlierCors(filter);
    }

    @Bean
    HandlerGate bushaHandlerGate(WebFluxDoor door) {
        return new HandlerGate(door);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static BeanGate bushaBeanGate() {
        return new ReactorGate();
    }

    @Bean
    EndpointAudit bushaEndpointAudit(ApplicationContext context, WebFluxDoor door, RequestGuard guard) {
        return new EndpointAudit(context, door, guard);
    }

    @Bean
    TokenArguments bushaArguments() {
        return new TokenArguments();
    }
}
