package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The chain of a WebFlux application that does not define one. The door has decided before it, and decides again behind it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(SecurityWebFilterChain.class)
class ReactiveDefaultChainConfiguration {

    /** The name of the bean. */
    static final String CHAIN = "bushaSecurityWebFilterChain";

    private static final WebFilter NOTHING = (exchange, chain) -> chain.filter(exchange);

    /**
     * Ordered before the token chain that Boot 4.1 adds regardless, and before chains without an order. Returns a chain that does nothing
     * if Spring Security is switched off.
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
