package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Requests whose handler cannot be predicted: the rule of the chosen handler decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherWaysTest {

    private static final AtomicInteger INTERCEPTED = new AtomicInteger();

    @RestController
    static class Wallet {
        @RequireScope("names:write")
        @PutMapping("/name")
        String rename() {
            return "renamed";
        }

        @Open
        @PutMapping("/colour")
        String colour() {
            return "coloured";
        }

        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }
    }

    /** The filter lets everybody pass here, and leaves it to the gate. */
    @RestController
    static class OpenOrNot implements WebMvcConfigurer {
        @Open
        @GetMapping(path = "/open-or-not", params = "!strict")
        String lax() {
            return "lax";
        }

        @RequireScope("strict")
        @GetMapping(path = "/open-or-not", params = "strict")
        String strict() {
            return "strict";
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new HandlerInterceptor() {
                        @Override
                        public boolean preHandle(
                                HttpServletRequest request, HttpServletResponse response, Object handler) {
                            INTERCEPTED.incrementAndGet();
                            return true;
                        }
                    })
                    .order(Ordered.HIGHEST_PRECEDENCE)
                    .addPathPatterns("/open-or-not");
        }
    }

    @RequireScope("functions:call")
    static final class Declared implements HandlerFunction<ServerResponse> {
        @Override
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().body("called");
        }
    }

    @RequireScope("unlisted:read")
    static final class Unlisted implements HttpRequestHandler {
        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("unlisted");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenOrNot.class)
    static class Application extends Wallet {
        @Bean
        RouterFunction<ServerResponse> functions() {
            return RouterFunctions.route()
                    .GET("/function", new Declared())
                    .filter((request, next) -> next.handle(request))
                    .before(request -> request)
                    .build()
                    .filter((request, next) -> next.handle(request));
        }

        @Bean
        FilterRegistrationBean<UrlHandlerFilter> slashes() {
            return new FilterRegistrationBean<>(
                    UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        }

        @Bean
        MappedInterceptor interceptor() {
            return new MappedInterceptor(null, new HandlerInterceptor() {});
        }
    }

    /** A mapping of which Spring itself knows nothing but that it finds a handler. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Foreseeing implements HandlerMapping {
        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
            return request.getRequestURI().equals("/unlisted") ? new HandlerExecutionChain(new Unlisted()) : null;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Narrowed extends Wallet {
        @Bean
        FilterRegistrationBean<ResourceServerFilter> bushaFilterRegistration(ResourceServerFilter filter) {
            FilterRegistrationBean<ResourceServerFilter> narrow = new FilterRegistrationBean<>(filter);
            narrow.addUrlPatterns("/elsewhere/*");
            return narrow;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Foreign {
        @Bean
        ServletRegistrationBean<DispatcherServlet> foreign() {
            GenericWebApplicationContext alone = new GenericWebApplicationContext();
            alone.refresh();
            ServletRegistrationBean<DispatcherServlet> registration =
                    new ServletRegistrationBean<>(new DispatcherServlet(alone), "/foreign/*");
            registration.setName("foreign");
            return registration;
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Application.class, "spring.mvc.hiddenmethod.filter.enabled=true");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String posted(String path, String... headers) {
        String[] all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 1, headers.length);
        all[0] = "Content-Type: application/x-www-form-urlencoded";
        var answer = server.send("POST", path, "_method=PUT", all);
        return answer.status() == 200 ? answer.body() : String.valueOf(answer.status());
    }

    @Test
    void enforcesRuleIfFormFieldChangesMethod() {
        assertThat(posted("/name")).isEqualTo("401");
        assertThat(posted("/name", server.bearer("other"))).isEqualTo("403");
        assertThat(posted("/name", server.bearer("names:write"))).isEqualTo("renamed");
        assertThat(posted("/colour")).isEqualTo("coloured");
    }

    @Test
    void enforcesRuleIfFilterRemovesTrailingSlash() {
        assertThat(server.get("/rates/").body()).isEqualTo("rates");
        assertThat(server.send("PUT", "/name/", "").status()).isEqualTo(401);
        assertThat(server.send("PUT", "/name/", "", server.bearer("names:write"))
                        .body())
                .isEqualTo("renamed");
    }

    @Test
    void enforcesRuleOfHandlerFunctionBehindRouteFilters() {
        assertThat(server.get("/function").status()).isEqualTo(401);
        assertThat(server.get("/function", server.bearer("other")).status()).isEqualTo(403);
        assertThat(server.get("/function", server.bearer("functions:call")).body())
                .isEqualTo("called");
    }

    @Test
    void runsNoInterceptorForDeniedCaller() {
        INTERCEPTED.set(0);
        assertThat(server.get("/open-or-not?strict", server.bearer("other")).status())
                .isEqualTo(403);
        assertThat(INTERCEPTED).hasValue(0);
        assertThat(server.get("/open-or-not").body()).isEqualTo("lax");
        assertThat(INTERCEPTED).hasValue(1);
    }

    @Test
    void reportsInterceptorThatRunsBeforeTheGate() {
        assertThat(server.context()
                        .getBean(AuditedDoor.class)
                        .audit()
                        .orElseThrow()
                        .warnings())
                .anyMatch(warning -> warning.startsWith("interceptor " + OtherWaysTest.class.getName()));
    }

    @Test
    void enforcesRuleOfHandlerThatItsMappingDoesNotList() {
        try (MvcServer unlisted = MvcServer.with(Foreseeing.class)) {
            assertThat(unlisted.get("/unlisted").status()).isEqualTo(401);
            assertThat(unlisted.get("/unlisted", unlisted.bearer("other")).status())
                    .isEqualTo(403);
            assertThat(unlisted.get("/unlisted", unlisted.bearer("unlisted:read"))
                            .body())
                    .isEqualTo("unlisted");
            assertThat(unlisted.get("/nowhere").status()).isEqualTo(403);
        }
    }

    @Test
    void enforcesRuleOnPathsWithoutTheFilter() {
        try (MvcServer narrowed = MvcServer.with(Narrowed.class)) {
            assertThat(narrowed.get("/rates").body()).isEqualTo("rates");
            assertThat(narrowed.get("/rates", "Authorization: Bearer a.b.c").status())
                    .isEqualTo(401);
            assertThat(narrowed.send("PUT", "/name", "").status()).isEqualTo(401);
            assertThat(narrowed.send("PUT", "/name", "", narrowed.bearer("other"))
                            .status())
                    .isEqualTo(403);
            assertThat(narrowed.send("PUT", "/name", "", narrowed.bearer("names:write"))
                            .body())
                    .isEqualTo("renamed");
        }
    }

    @Test
    void refusesToStartWithServletThatCallsHandlersWithoutTheGate() {
        assertThatThrownBy(() -> MvcServer.with(Foreign.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(
                        "DispatcherServlet foreign: the first HandlerAdapter that it uses is not the one that checks rules");
    }
}
