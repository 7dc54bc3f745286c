package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import io.busha.resourceserver.spring.mvc.BushaMvcAutoConfiguration;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

class BushaSecurityAutoConfigurationTest {

    /** It looks for its parts once in a JVM, through the class loader of the thread: here through one that hides none of them. */
    @BeforeAll
    static void loadContextRegistry() {
        ContextRegistry.getInstance();
    }

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withPropertyValues("busha.client-id=local-client", "busha.issuer=http://127.0.0.1:1")
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    AopAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class,
                    OAuth2ResourceServerAutoConfiguration.class,
                    BushaAutoConfiguration.class,
                    BushaMvcAutoConfiguration.class,
                    BushaSecurityAutoConfiguration.class));

    @Test
    void takesPrecedenceOverBootsDefaults() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(ResourceServerFilter.class);
            assertThat(context)
                    .getBean(SecurityFilterChain.class)
                    .isSameAs(context.getBean("bushaSecurityFilterChain"));
            assertThat(context).getBean(JwtDecoder.class).isInstanceOf(VerifierJwtDecoder.class);
            assertThat(context).doesNotHaveBean(InMemoryUserDetailsManager.class);
        });
    }

    @Test
    void keepsDecoderDespitePropertiesOfBootsResourceServer() {
        runner.withPropertyValues("spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks")
                .run(context -> assertThat(context).getBean(JwtDecoder.class).isInstanceOf(VerifierJwtDecoder.class));
    }

    @Test
    void configuresNothingWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> {
                    assertThat(context).hasSingleBean(ResourceServerFilter.class);
                    assertThat(context).doesNotHaveBean(BushaSecurityAutoConfiguration.class);
                });
    }

    @Test
    void showsVerifiedTokenWithoutJwtOnClassPath() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
                .run(context -> {
                    assertThat(context).hasSingleBean(SecurityFilterChain.class);
                    assertThat(context).doesNotHaveBean(InMemoryUserDetailsManager.class);
                    assertThat(context)
                            .doesNotHaveBean("bushaJwtAuthentication")
                            .hasSingleBean(CallerAuthentication.class);
                });
        try (LocalIssuer issuer = LocalIssuer.start()) {
            runner.withPropertyValues("busha.issuer=" + issuer.issuer()).run(context -> {
                VerifiedToken token = TestTokens.verified(
                        context.getBean(RequestGuard.class),
                        issuer.accessToken().scopes("a"));
                Authentication caller = new PlainCaller(token);
                assertThat(caller.isAuthenticated()).isTrue();
                assertThat(caller.getPrincipal()).isSameAs(token);
                assertThat(caller.getName()).isEqualTo("local-user");
                assertThat(caller.getAuthorities()).hasToString("[SCOPE_a]");
                assertThat(caller).hasToString("PlainCaller[hidden]");
            });
        }
    }

    @Test
    void keepsUsersOfApplication() {
        UserDetailsService users = new InMemoryUserDetailsManager();
        runner.withBean(UserDetailsService.class, () -> users)
                .run(context ->
                        assertThat(context).getBean(UserDetailsService.class).isSameAs(users));
    }

    @Test
    void usesApplicationsCallerAuthentication() {
        CallerAuthentication own = token -> {
            throw new IllegalStateException();
        };
        runner.withBean(CallerAuthentication.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(CallerAuthentication.class).isSameAs(own));
    }
}
