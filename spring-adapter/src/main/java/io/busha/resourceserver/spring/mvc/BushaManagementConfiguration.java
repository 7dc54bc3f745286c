package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.context.WebApplicationContext;

/** The same door once more where the actuator has a port of its own: a server of its own, which no filter of the first reaches. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class BushaManagementConfiguration {

    /** For Spring. */
    public BushaManagementConfiguration() {}

    @Bean
    MvcEndpoints bushaManagementEndpoints(WebApplicationContext context, HandlerRules rules) {
        return new MvcEndpoints(context, rules, Dispatcher::toOne);
    }

    @Bean
    FilterRegistrationBean<ResourceServerFilter> bushaManagementFilterRegistration(ResourceServerFilter filter) {
        return BushaMvcAutoConfiguration.registration(filter);
    }

    @Bean
    ResourceServerFilter bushaManagementFilter(MvcEndpoints bushaManagementEndpoints, RequestGuard guard) {
        return ResourceServerFilter.before(bushaManagementEndpoints, guard);
    }

    @Bean
    MvcDoor bushaManagementDoor(WebApplicationContext context, ResourceServerFilter filter, HandlerRules rules) {
        return new MvcDoor(context, filter, rules);
    }
}
