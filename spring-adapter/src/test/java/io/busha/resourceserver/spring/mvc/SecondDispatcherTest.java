package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A second dispatcher servlet: its handlers have their own rules, or the application does not start. */
class SecondDispatcherTest {

    @RestController
    static class Partners {
        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }

        @RequireScope("partners:read")
        @GetMapping("/partners")
        String partners() {
            return "partners";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Inner {
        @Bean
        Partners partners() {
            return new Partners();
        }
    }

    private static ServletRegistrationBean<DispatcherServlet> second(WebApplicationContext context) {
        ServletRegistrationBean<DispatcherServlet> second =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/second/*");
        second.setName("second");
        return second;
    }

    @Configuration(proxyBeanMethods = false)
    static class SameContext {
        @Bean
        Partners partners() {
            return new Partners();
        }

        @Bean
        ServletRegistrationBean<DispatcherServlet> secondServlet(WebApplicationContext context) {
            return second(context);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContext {
        @Bean
        ServletRegistrationBean<DispatcherServlet> secondServlet(WebApplicationContext parent) {
            AnnotationConfigWebApplicationContext inner = new AnnotationConfigWebApplicationContext();
            inner.setParent(parent);
            inner.setServletContext(parent.getServletContext());
            inner.register(Inner.class);
            inner.refresh();
            return second(inner);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LateContext {
        @Bean
        ServletRegistrationBean<DispatcherServlet> secondServlet() {
            AnnotationConfigWebApplicationContext inner = new AnnotationConfigWebApplicationContext();
            inner.register(Inner.class);
            return second(inner);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SameContext.class, OwnContext.class})
    void enforcesRulesOfItsHandlers(Class<?> source) {
        try (MvcServer server = MvcServer.with(source)) {
            assertThat(server.get("/second/rates").body()).isEqualTo("rates");
            assertThat(server.get("/second/partners").status()).isEqualTo(401);
            assertThat(server.get("/second/partners", server.bearer("other")).status())
                    .isEqualTo(403);
            assertThat(server.get("/second/partners", server.bearer("partners:read"))
                            .body())
                    .isEqualTo("partners");
            assertThat(server.get("/second/undeclared", server.bearer("partners:read"))
                            .status())
                    .isEqualTo(403);
            assertThat(server.get("/second/nowhere", server.bearer("partners:read"))
                            .status())
                    .isEqualTo(404);
        }
    }

    /** What its handlers require cannot be read before the servlet makes its context. */
    @Test
    void refusesToStartIfItsContextIsRefreshedLater() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(LateContext.class))
                .withMessageStartingWith("DispatcherServlet second: its application context has not been refreshed")
                .satisfies(refused -> assertThat(refused.remedy()).contains("refresh()", "setParent"));
    }
}
