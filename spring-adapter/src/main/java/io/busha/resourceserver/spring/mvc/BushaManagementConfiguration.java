package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Configuration of the door for an actuator with its own port, which is a separate server without the application's filter. Its beans take
 * precedence over those of the parent context, which is the application's.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class BushaManagementConfiguration {

    @Bean
    @Primary
    MvcEndpoints bushaManagementEndpoints(WebApplicationContext context, HandlerDeclarations declarations) {
        return new MvcEndpoints(context, declarations, Dispatcher::toOne);
    }

    @Bean
    @Primary
    FilterRegistrationBean<ResourceServerFilter> bushaManagementFilterRegistration(ResourceServerFilter filter) {
        return BushaMvcAutoConfiguration.registration(filter);
    }

    @Bean
    @Primary
    ServletDoor bushaManagementServletDoor(MvcEndpoints endpoints, RequestGuard guard) {
        return ServletDoor.of(BushaMvcAutoConfiguration.FILTER, guard, endpoints);
    }

    @Bean
    @Primary
    ResourceServerFilter bushaManagementFilter(ServletDoor door) {
        return new ResourceServerFilter(door);
    }

    @Bean
    @Primary
    MvcDoor bushaManagementDoor(WebApplicationContext context, ServletDoor door) {
        return new MvcDoor(context, door);
    }

    @Bean
    HandlerGate bushaHandlerGate(ServletDoor door, HandlerDeclarations declarations) {
        return new HandlerGate(door, declarations, context -> Dispatcher.toOne(null, context));
    }

    @Bean
    MappedInterceptor bushaInterceptor(HandlerGate gate) {
        return new MappedInterceptor(null, gate);
    }
}
