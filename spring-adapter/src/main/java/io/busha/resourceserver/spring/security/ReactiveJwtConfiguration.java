package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Configuration for applications with Spring Security's own resource server on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ReactiveJwtDecoder.class, JwtAuthenticationToken.class})
class ReactiveJwtConfiguration {

    @Bean
    @ConditionalOnMissingBean(CallerAuthentication.class)
    CallerAuthentication bushaJwtAuthentication() {
        return JwtCaller::of;
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder bushaReactiveJwtDecoder(RequestGuard guard) {
        return new ReactiveVerifierJwtDecoder(guard);
    }
}
