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

/** The chain of a WebFlux application that brings none: the door has decided before it, and decides again behind it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(SecurityWebFilterChain.class)
class ReactiveDefaultChainConfiguration {

    /** The name of the bean. */
    static final String CHAIN = "bushaSecurityWebFilterChain";

    private static final WebFilter NOTHING = (exchange, chain) -> chain.filter(exchange);

    /**
     * Before the one for tokens that Boot 4.1 adds even so, and before those without an order. Where Spring Security is switched off,
     * nobody asks it.
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

    /** Instead of the one user of Boot, whose password would be in the log: nobody logs in here. */
    @Bean
    @ConditionalOnMissingBean({ReactiveAuthenticationManager.class, ReactiveUserDetailsService.class})
    ReactiveUserDetailsService bushaNoUsers() {
        return name -> Mono.empty();
    }
}
