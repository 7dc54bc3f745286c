package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.BeanRulesConfiguration;
import io.busha.resourceserver.spring.internal.ActuatorConfiguration;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HealthPaths;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.Controller;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Auto-configuration of the Spring MVC door, which runs before every servlet of the application. */
@AutoConfiguration(after = BushaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, ResourceServerFilter.class})
@Import({ActuatorConfiguration.class, BeanRulesConfiguration.class})
public final class BushaMvcAutoConfiguration {

    /** The name under which the filter is registered. */
    public static final String FILTER = "busha";

    /**
     * The filter's order: after Spring's filters for encoding and observation, and before those that read parameters and so a form's body.
     */
    public static final int ORDER = -10_100;

    /** Called by Spring. */
    public BushaMvcAutoConfiguration() {}

    @Bean
    HandlerDeclarations bushaHandlerDeclarations(ObjectProvider<HealthPaths> health) {
        return new HandlerDeclarations(
                health.getIfAvailable(HealthPaths::none),
                ResourceHttpRequestHandler.class,
                List.of(Controller.class, HttpRequestHandler.class, HandlerFunction.class));
    }

    @Bean
    MvcEndpoints bushaEndpoints(WebApplicationContext context, HandlerDeclarations declarations) {
        return new MvcEndpoints(context, declarations, Dispatcher::toAll);
    }

    @Bean
    @ConditionalOnMissingBean
    ServletDoor bushaServletDoor(MvcEndpoints endpoints, RequestGuard guard) {
        return ServletDoor.of(FILTER, guard, endpoints);
    }

    @Bean
    @ConditionalOnMissingBean
    ResourceServerFilter bushaFilter(ServletDoor door) {
        return new ResourceServerFilter(door);
    }

    @Bean
    @ConditionalOnMissingBean(name = "bushaFilterRegistration")
    FilterRegistrationBean<ResourceServerFilter> bushaFilterRegistration(ResourceServerFilter filter) {
        return registration(filter);
    }

    /** Registers the filter for every path and every dispatcher type. */
    static FilterRegistrationBean<ResourceServerFilter> registration(ResourceServerFilter filter) {
        FilterRegistrationBean<ResourceServerFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(FILTER);
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return registration;
    }

    /** Moves the application's CORS filter before the door, because it answers preflights, which have no token. */
    @Bean
    @ConditionalOnSingleCandidate(CorsFilter.class)
    FilterRegistrationBean<CorsFilter> bushaCorsFilterRegistration(CorsFilter filter) {
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("bushaCorsFilter");
        registration.setOrder(ORDER - 1);
        return registration;
    }

    @Bean
    MvcDoor bushaDoor(WebApplicationContext context, ServletDoor door) {
        return new MvcDoor(context, door);
    }

    @Bean
    HandlerGate bushaHandlerGate(ServletDoor door, HandlerDeclarations declarations) {
        return new HandlerGate(door, declarations, context -> Dispatcher.toAll(null, context));
    }

    /** A separate bean, so that it applies to every handler mapping, including those that no MVC configurer sets up. */
    @Bean
    MappedInterceptor bushaInterceptor(HandlerGate gate) {
        return new MappedInterceptor(null, gate);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static BeanGate bushaBeanGate() {
        return new RequestGate();
    }

    @Bean
    SmartInitializingSingleton bushaArguments(
            ObjectProvider<RequestMappingHandlerAdapter> adapters, ObjectProvider<HandlerExceptionResolver> resolvers) {
        return () -> {
            adapters.forEach(VerifiedTokenResolver::putFirst);
            resolvers.forEach(VerifiedTokenResolver::putFirst);
        };
    }
}
