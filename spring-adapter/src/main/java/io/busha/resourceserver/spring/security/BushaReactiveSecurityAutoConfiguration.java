package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.BushaWebFluxAutoConfiguration;
import io.busha.resourceserver.spring.webflux.EarlierCors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Auto-configuration of Spring Security behind the WebFlux door, which keeps its place and decides. Runs before the auto-configurations in
 * which Boot would set up tokens, users or a filter chain.
 */
@AutoConfiguration(
        after = BushaWebFluxAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({DispatcherHandler.class, SecurityWebFilterChain.class, EnableWebFluxSecurity.class})
@Import({ReactiveJwtConfiguration.class, ReactiveDefaultChainConfiguration.class})
public final class BushaReactiveSecurityAutoConfiguration {

    /** Called by Spring. */
    public BushaReactiveSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CallerAuthentication bushaCallerAuthentication() {
        return PlainCaller::of;
    }

    @Bean
    SecuredExchanges bushaLaterDoor(
            ObjectProvider<WebFilterChainProxy> proxies,
            ObjectProvider<SecurityWebFilterChain> chains,
            @Qualifier(ReactiveDefaultChainConfiguration.CHAIN) ObjectProvider<SecurityWebFilterChain> ours) {
        return new SecuredExchanges(proxies, chains, ours);
    }

    @Bean
    CallerContextFilter bushaCallerContext(CallerAuthentication callers) {
        return new CallerContextFilter(callers);
    }

    /** Applies the bean that Spring Security would use inside its chain before the door, because a preflight has no token. */
    @Bean
    @ConditionalOnBean(name = "corsConfigurationSource", value = CorsConfigurationSource.class)
    EarlierCors bushaCors(CorsConfigurationSource corsConfigurationSource) {
        return new EarlierCors(new CorsWebFilter(corsConfigurationSource));
    }
}
