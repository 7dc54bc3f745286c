package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ReroutingFilter;
import io.busha.resourceserver.spring.mvc.BushaMvcAutoConfiguration;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Parts that send requests to other handlers than their path says, or to handlers without a declaration. */
final class Rerouting {

    static final String SETTING = "contract.reroute";

    private Rerouting() {}

    /** A filter behind the door, a second dispatcher servlet, and one that Spring Boot has not registered. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "filter")
    static class Filtered {

        @Bean
        FilterRegistrationBean<ReroutingFilter> rerouting() {
            return ContractServlets.onEverything(new ReroutingFilter(), BushaMvcAutoConfiguration.ORDER + 2);
        }

        @Bean
        ServletRegistrationBean<DispatcherServlet> second(WebApplicationContext context) {
            ServletRegistrationBean<DispatcherServlet> second =
                    new ServletRegistrationBean<>(new DispatcherServlet(context), "/second/*");
            second.setName("second");
            return second;
        }

        @Bean
        ServletContextInitializer alien() {
            return servlets -> {
                AnnotationConfigWebApplicationContext own = new AnnotationConfigWebApplicationContext();
                own.register(Alien.class);
                ServletRegistration.Dynamic alien = servlets.addServlet("alien", new DispatcherServlet(own));
                alien.addMapping("/alien/*");
            };
        }
    }

    @RestController
    static class Alien {
        @RequestMapping("/undeclared")
        String undeclared(HttpServletRequest request) {
            return Counted.answer(request, "alien");
        }
    }

    /** A mapping that finds a handler and cannot list its handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "mapping")
    static class Unlisted {

        @Bean
        HandlerMapping unlisted() {
            return new UnlistedMapping();
        }
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    private static final class UnlistedMapping implements HandlerMapping {

        private static final HttpRequestHandler HANDLER =
                (request, response) -> Counted.write(response, Counted.answer(request, "unlisted"));

        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
            return request.getRequestURI().equals("/unlisted/handler") ? new HandlerExecutionChain(HANDLER) : null;
        }
    }
}
