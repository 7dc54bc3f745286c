package io.busha.resourceserver.benchmarks.http;

import io.busha.resourceserver.benchmarks.subject.Tokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** Spring Security's resource server without what a stateless API does not need. */
@Configuration
@EnableWebSecurity
class SpringChain {

    private static final String FILTER = "springSecurityFilterChain";

    /** Registers it before the servlets of a starting application. */
    static void register(ServletContext application, JwtDecoder decoder) {
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.setServletContext(application);
        spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("jwtDecoder", decoder));
        spring.register(SpringChain.class);
        spring.refresh();
        application
                .addFilter(FILTER, new DelegatingFilterProxy(FILTER, spring))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, JwtDecoder decoder) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_" + Tokens.SCOPE))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                .build();
    }
}
