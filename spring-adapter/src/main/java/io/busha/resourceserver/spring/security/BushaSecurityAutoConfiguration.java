package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.mvc.BushaMvcAutoConfiguration;
import io.busha.resourceserver.spring.mvc.MvcEndpoints;
import io.busha.resourceserver.spring.mvc.RequestGate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of Spring Security behind the Spring MVC door, which keeps its place and decides. Runs before the auto-configurations
 * in which Boot would set up tokens, users or a filter chain.
 */
@AutoConfiguration(
        before = BushaMvcAutoConfiguration.class,
        after = BushaAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({
    DispatcherServlet.class,
    ResourceServerFilter.class,
    SecurityFilterChain.class,
    EnableWebSecurity.class
})
@Import({JwtConfiguration.class, DefaultChainConfiguration.class})
public final class BushaSecurityAutoConfiguration {

    private static final int BEFORE_THE_DOOR = BushaMvcAutoConfiguration.ORDER - 1;

    /** Called by Spring. */
    public BushaSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ServletDoor bushaServletDoor(
            MvcEndpoints endpoints,
            ObjectProvider<SecurityFilterChain> chains,
            ObjectProvider<FilterChainProxy> proxies,
            RequestGuard guard) {
        return ServletDoor.of(
                BushaMvcAutoConfiguration.FILTER, guard, new SecuredEndpoints(endpoints, chains, proxies));
    }

    @Bean
    @ConditionalOnMissingBean
    CallerAuthentication bushaCallerAuthentication() {
        return PlainCaller::of;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static BeanGate bushaSecuredGate(ObjectProvider<SecurityContextHolderStrategy> holders) {
        return new SecuredGate(holders, new RequestGate());
    }

    @Bean
    @ConditionalOnMissingBean
    DeclaredRules bushaDeclaredRules(ServletDoor door) {
        return new DeclaredRules(door);
    }

    /** Applies the bean that Spring Security would use inside its chain before the door, because a preflight has no token. */
    @Bean
    @ConditionalOnBean(name = "corsConfigurationSource", value = CorsConfigurationSource.class)
    FilterRegistrationBean<CorsFilter> bushaCorsRegistration(CorsConfigurationSource corsConfigurationSource) {
        FilterRegistrationBean<CorsFilter> registration =
                new FilterRegistrationBean<>(new CorsFilter(corsConfigurationSource));
        registration.setName("bushaCors");
        registration.setOrder(BEFORE_THE_DOOR);
        return registration;
    }
}
