package io.busha.resourceserver.spring.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The chain of an application that does not define one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(SecurityFilterChain.class)
class DefaultChainConfiguration {

    /** Returns a chain without filters if Spring Security is switched off: nothing uses it then. */
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
