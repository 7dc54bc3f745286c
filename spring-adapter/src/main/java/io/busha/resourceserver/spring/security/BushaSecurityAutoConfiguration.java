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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of Spring Security behind the Spring MVC door. The door stays first and makes the decisions. Runs before the
 * auto-configurations in which Boot would set up tokens, users or a filter chain.
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
        return PlainCaller::new;
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

    /** Configuration for applications with Spring Security's own resource server on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JwtDecoder.class, JwtAuthenticationToken.class})
    static class JwtConfiguration {

        @Bean
        @ConditionalOnMissingBean(CallerAuthentication.class)
        CallerAuthentication bushaJwtAuthentication() {
            return JwtCaller::new;
        }

        @Bean
        @ConditionalOnMissingBean
        JwtDecoder bushaJwtDecoder(RequestGuard guard) {
            return new VerifierJwtDecoder(guard);
        }
    }

    /** The chain of an application that does not define one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    static class DefaultChainConfiguration {

        /** Returns a chain without filters if Spring Security is switched off, because nothing uses the chain then. */
        @Bean
        SecurityFilterChain bushaSecurityFilterChain(ObjectProvider<HttpSecurity> security, DeclaredRules rules)
                throws Exception {
            HttpSecurity http = security.getIfAvailable();
            return http == null ? new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE) : chain(http, rules);
        }

        private static SecurityFilterChain chain(HttpSecurity http, DeclaredRules rules) throws Exception {
            return http.with(BushaResourceServer.busha(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(rules))
                    .build();
        }

        /** Replaces Boot's default user, whose password would appear in the log: there is no login here. */
        @Bean
        @ConditionalOnMissingBean({AuthenticationManager.class, AuthenticationProvider.class, UserDetailsService.class})
        UserDetailsService bushaNoUsers() {
            return name -> {
                throw new UsernameNotFoundException("there are no users");
            };
        }
    }
}
