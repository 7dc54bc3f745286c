package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What an application needs for a route line to leave an endpoint unprotected. */
class AnotherIssuerStartTest {

    @RestController
    static class Plain {
        @GetMapping("/partner/{id}")
        String one() {
            return "one";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Chain {
        @Bean
        SecurityFilterChain everyPartner(HttpSecurity http) throws Exception {
            return Partners.chain(http, "/partner/**");
        }
    }

    private static void refusesToStart(String what, String line, Class<?>... sources) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> SecuredServer.with(List.of("busha.routes=" + line), sources)
                        .close())
                .withMessageContaining("route line \"")
                .withMessageContaining("/partner/")
                .withMessageContaining(what)
                .matches(refused -> refused.remedy().contains("docs/spring-security.md"));
    }

    private static void refusesToStart(String what, Class<?>... sources) {
        refusesToStart(what, "* /partner/** unprotected", sources);
    }

    @Test
    void startsWithChainOfApplication() {
        try (SecuredServer server = SecuredServer.with(List.of(Partners.LINE), Plain.class, Chain.class)) {
            assertThat(server.get("/partner/1", Partners.bearer()).body()).isEqualTo("one");
        }
    }

    @EnableWebSecurity(debug = true)
    @Configuration(proxyBeanMethods = false)
    static class Debugged extends Chain {}

    @Test
    void startsWithSpringSecurityInDebugMode() {
        try (SecuredServer server = SecuredServer.with(List.of(Partners.LINE), Plain.class, Debugged.class)) {
            assertThat(server.get("/partner/1", Partners.bearer()).body()).isEqualTo("one");
        }
    }

    @Test
    void refusesToStartWithoutChainOfApplication() {
        refusesToStart("(GET)", Plain.class);
        refusesToStart("takes its callers from this door", Plain.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Elsewhere {
        @Bean
        SecurityFilterChain others(HttpSecurity http) throws Exception {
            return Partners.chain(http, "/partners/**");
        }
    }

    @Test
    void refusesToStartIfNoChainMatches() {
        refusesToStart("no SecurityFilterChain of your own matches it", Plain.class, Elsewhere.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class OfOneAlone {
        @Bean
        SecurityFilterChain first(HttpSecurity http) throws Exception {
            return Partners.chain(http, "/partner/1");
        }
    }

    @Test
    void refusesToStartIfChainMatchesOnlySomePaths() {
        refusesToStart("no SecurityFilterChain of your own matches it", Plain.class, OfOneAlone.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Ours {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Test
    void refusesToStartIfChainTakesCallersFromTheDoor() {
        refusesToStart("takes its callers from this door", Plain.class, Ours.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Ignoring extends Chain {
        @Bean
        WebSecurityCustomizer ignored() {
            return web -> web.ignoring().requestMatchers("/partner/**");
        }
    }

    @Test
    void refusesToStartIfSpringSecurityIgnoresPath() {
        refusesToStart("has no filters", Plain.class, Ignoring.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class ByHeader {
        @Bean
        SecurityFilterChain named(HttpSecurity http) throws Exception {
            return http.securityMatcher(
                            request -> request.getHeader("X-Partner").equals("1"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    @Test
    void refusesToStartIfMatcherNeedsMoreThanMethodAndPath() {
        refusesToStart("cannot tell by method and path", Plain.class, ByHeader.class);
    }

    @RestController
    static class Annotated {
        @Authenticated
        @GetMapping("/partner/{id}")
        String one() {
            return "one";
        }
    }

    @Authenticated
    @RestController
    static class OnItsClass {
        @GetMapping("/partner/{id}")
        String one() {
            return "one";
        }
    }

    @Test
    void refusesToStartIfUnprotectedEndpointDeclaresRule() {
        refusesToStart(
                "it declares \"authenticated\" at " + Annotated.class.getName() + ".one", Annotated.class, Chain.class);
        refusesToStart("it declares \"authenticated\" at " + OnItsClass.class.getName(), OnItsClass.class, Chain.class);
    }

    @RestController
    static class Tenants {
        @GetMapping("/{tenant}/accounts")
        String accounts() {
            return "accounts";
        }
    }

    @Test
    void refusesToStartIfLineAppliesToSomePathsOfEndpoint() {
        refusesToStart("it applies to some of them only", Tenants.class, Chain.class);
        refusesToStart("it applies to some of them only", "GET /partner/1 unprotected", Plain.class, Chain.class);
        refusesToStart(
                "an earlier line applies to some",
                "GET /partner/1 read; * /partner/** unprotected",
                Plain.class,
                Chain.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Unlisted {
        @Bean
        HandlerMapping unlisted() {
            return new AbstractHandlerMapping() {
                @Override
                protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
                    return null;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByDefault {
        @Bean
        HandlerMapping byDefault() {
            HttpRequestHandler nothing = (request, response) -> {};
            return new SimpleUrlHandlerMapping(Map.of("/**", nothing));
        }
    }

    @Test
    void refusesToStartIfRequestCouldReachAnotherHandler() {
        refusesToStart("could also reach another endpoint", Plain.class, Chain.class, Unlisted.class);
        refusesToStart("could also reach another endpoint", Plain.class, Chain.class, ByDefault.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Lax implements WebMvcConfigurer {
        @Override
        @SuppressWarnings("deprecation") // it is there, so somebody has it
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser lax = new PathPatternParser();
            lax.setCaseSensitive(false);
            lax.setMatchOptionalTrailingSeparator(true);
            paths.setPatternParser(lax);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Strict {
        @Bean
        SecurityFilterChain named(HttpSecurity http) throws Exception {
            return http.securityMatcher(request -> request.getServletPath().matches("/partner/[^/]+"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    /** Spring finds a handler by more paths than the chain matches. */
    @Test
    void protectsSpellingsThatChainDoesNotMatch() {
        try (SecuredServer server = SecuredServer.with(List.of(Partners.LINE), Plain.class, Strict.class, Lax.class)) {
            assertThat(server.get("/partner/1").header("WWW-Authenticate")).isNull();
            for (String path : List.of("/PARTNER/1", "/partner/1/", "/Partner/1/")) {
                assertThat(server.get(path).status()).as(path).isEqualTo(403);
                assertThat(server.get(path, server.bearer()).status()).as(path).isEqualTo(403);
                assertThat(server.get(path, Partners.bearer()).status())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }
}
