package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.spi.ServletDoor;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.authentication.www.DigestAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Prepares your own {@code SecurityFilterChain} for Busha's tokens:
 *
 * <pre>
 * http.with(BushaResourceServer.busha(), withDefaults())
 *     .authorizeHttpRequests(requests -&gt; requests.anyRequest().access(declaredRules))
 * </pre>
 *
 * The caller is the one that the door admitted. Denials behind the door look like those of the door. There is no session, saved
 * request, login, logout or CSRF token. {@link DeclaredRules} is available as a bean. An instance configures one chain, while that chain is
 * built.
 */
public final class BushaResourceServer extends AbstractHttpConfigurer<BushaResourceServer, HttpSecurity> {

    private BushaResourceServer() {}

    /** Returns the configurer for {@code HttpSecurity.with}. */
    public static BushaResourceServer busha() {
        return new BushaResourceServer();
    }

    /** Configures the chain. Also makes {@code isUserInRole} check scopes, as it does without Spring Security. */
    @Override
    public void init(HttpSecurity http) throws Exception {
        DenialAnswers answers = new DenialAnswers(bean(http, ServletDoor.class));
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(CsrfConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(roles -> roles.rolePrefix(Scopes.PREFIX))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(answers).accessDeniedHandler(answers));
    }

    @Override
    public void configure(HttpSecurity http) {
        http.addFilterAfter(
                new TokenAuthenticationFilter(
                        bean(http, ServletDoor.class),
                        bean(http, CallerAuthentication.class),
                        getSecurityContextHolderStrategy()),
                DigestAuthenticationFilter.class); // filters after Spring's bearer token filter find the caller
    }

    private static <T> T bean(HttpSecurity http, Class<T> type) {
        return http.getSharedObject(ApplicationContext.class).getBean(type);
    }
}
