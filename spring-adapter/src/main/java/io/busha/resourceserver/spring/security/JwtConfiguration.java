package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Configuration for applications with Spring Security's own resource server on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({JwtDecoder.class, JwtAuthenticationToken.class})
class JwtConfiguration {

    @Bean
    @ConditionalOnMissingBean(CallerAuthentication.class)
    CallerAuthentication bushaJwtAuthentication() {
        return JwtCaller::of;
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder bushaJwtDecoder(RequestGuard guard) {
        return new VerifierJwtDecoder(guard);
    }
}
