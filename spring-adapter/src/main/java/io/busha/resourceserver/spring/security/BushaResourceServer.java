package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.authentication.www.DigestAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Makes a {@code SecurityFilterChain} of your own one for Busha's tokens:
 *
 * <pre>
 * http.with(BushaResourceServer.busha(), withDefaults())
 *     .authorizeHttpRequests(requests -&gt; requests.anyRequest().access(declaredRules))
 * </pre>
 *
 * Whom the door let in is the caller; what is denied behind the door is answered as the door does; no session, no saved request, no
 * login, no logout, no CSRF token. {@link DeclaredRules} is a bean. For one chain, while it is built.
 */
public final class BushaResourceServer extends AbstractHttpConfigurer<BushaResourceServer, HttpSecurity> {

    private BushaResourceServer() {}

    /** For {@code HttpSecurity.with}. */
    public static BushaResourceServer busha() {
        return new BushaResourceServer();
    }

    /** A role is a scope, here as without Spring Security. */
    @Override
    public void init(HttpSecurity http) throws Exception {
        DenialAnswers answers = new DenialAnswers(bean(http, ResourceServerFilter.class));
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
                        bean(http, ResourceServerFilter.class),
                        bean(http, CallerAuthentication.class),
                        getSecurityContextHolderStrategy()),
                DigestAuthenticationFilter.class); // those that go behind its bearer tokens find the caller
    }

    private static <T> T bean(HttpSecurity http, Class<T> type) {
        return http.getSharedObject(ApplicationContext.class).getBean(type);
    }
}
