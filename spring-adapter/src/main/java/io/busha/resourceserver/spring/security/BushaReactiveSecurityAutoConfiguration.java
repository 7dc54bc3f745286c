package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.webflux.BushaWebFluxAutoConfiguration;
import io.busha.resourceserver.spring.webflux.EarlierCors;
import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Auto-configuration of Spring Security behind the WebFlux door. The door stays first and makes the decisions. Runs before the
 * auto-configurations in which Boot would set up tokens, users or a filter chain.
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
public final class BushaReactiveSecurityAutoConfiguration {

    /** Called by Spring. */
    public BushaReactiveSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CallerAuthentication bushaCallerAuthentication() {
        return PlainCaller::new;
    }

    @Bean
    SecuredExchanges bushaLaterDoor(
            ObjectProvider<WebFilterChainProxy> proxies,
            ObjectProvider<SecurityWebFilterChain> chains,
            @Qualifier(ReactiveDefaultChainConfiguration.CHAIN) ObjectProvider<SecurityWebFilterChain> ours) {
        return new SecuredExchanges(proxies, chains, ours, new TokenlessCaller());
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

    /** Configuration for applications with Spring Security's own resource server on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ReactiveJwtDecoder.class, JwtAuthenticationToken.class})
    static class ReactiveJwtConfiguration {

        @Bean
        @ConditionalOnMissingBean(CallerAuthentication.class)
        CallerAuthentication bushaJwtAuthentication() {
            return JwtCaller::new;
        }

        @Bean
        @ConditionalOnMissingBean
        ReactiveJwtDecoder bushaReactiveJwtDecoder(RequestGuard guard) {
            return new ReactiveVerifierJwtDecoder(guard);
        }
    }

    /** The chain of a WebFlux application that does not define one. The door decides before and again after this chain. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(SecurityWebFilterChain.class)
    static class ReactiveDefaultChainConfiguration {

        /** The name of the bean. */
        static final String CHAIN = "bushaSecurityWebFilterChain";

        private static final WebFilter NOTHING = (exchange, chain) -> chain.filter(exchange);

        /**
         * Returns the default chain, or a chain that does nothing if Spring Security is switched off. It is ordered before the token chain
         * that Boot 4.1 adds in any case, and before chains without an order.
         */
        @Bean(CHAIN)
        @Order(Ordered.LOWEST_PRECEDENCE - 1)
        SecurityWebFilterChain bushaSecurityWebFilterChain(
                ObjectProvider<ServerHttpSecurity> security, ResourceServerWebFilter door) {
            ServerHttpSecurity http = security.getIfAvailable();
            return http == null
                    ? new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), List.of(NOTHING))
                    : chain(http, door);
        }

        private static SecurityWebFilterChain chain(ServerHttpSecurity http, ResourceServerWebFilter door) {
            ReactiveDenialAnswers answers = new ReactiveDenialAnswers(door);
            return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                    .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                    .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                    .logout(ServerHttpSecurity.LogoutSpec::disable)
                    .exceptionHandling(
                            denied -> denied.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        /** Replaces Boot's default user, whose password would appear in the log: there is no login here. */
        @Bean
        @ConditionalOnMissingBean({ReactiveAuthenticationManager.class, ReactiveUserDetailsService.class})
        ReactiveUserDetailsService bushaNoUsers() {
            return name -> Mono.empty();
        }
    }
}
