package io.busha.resourceserver.it.springsecurity;

import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.spring.security.BushaResourceServer;
import io.busha.resourceserver.spring.security.DeclaredRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The chains of docs/migrate-to-busha-spring.md. */
final class Chains {

    private Chains() {}

    /** The application's chain before the migration. */
    @Configuration(proxyBeanMethods = false)
    static class Stock {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/v1/rates")
                            .permitAll()
                            .requestMatchers("/v1/balances")
                            .hasAuthority("SCOPE_balances:read")
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    /** A possible chain after the migration. */
    @Configuration(proxyBeanMethods = false)
    static class Ours {
        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(declared))
                    .build();
        }
    }

    /** Enables {@code @PreAuthorize}, before and after the migration. */
    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class OfMethods {}
}
