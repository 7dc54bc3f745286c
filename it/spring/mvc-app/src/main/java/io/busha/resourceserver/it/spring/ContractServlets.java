package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.BodyProbe;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.Meters;
import io.busha.resourceserver.it.app.Partners;
import io.busha.resourceserver.it.app.Sightings;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.spring.mvc.BushaMvcAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The parts beside the controllers: the probe, the second filter, and servlets that a controller cannot replace. */
@Configuration(proxyBeanMethods = false)
class ContractServlets {

    /** Servlets that are mapped on an extension or find handlers themselves. */
    private static final List<String> MAPPED = List.of("*.do", "*.act", "/fw/*");

    /** A servlet that is reached only by its name. */
    private static final String NAMED = "/transfers-get";

    @Bean
    SimpleMeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    FilterRegistrationBean<BodyProbe> probe() {
        return onEverything(new BodyProbe(), Ordered.HIGHEST_PRECEDENCE);
    }

    /** Tells the probe that the request has passed the door, because Spring may read parameters before it calls a handler. */
    @Bean
    FilterRegistrationBean<Filter> admitted() {
        return onEverything(
                (request, response, chain) -> {
                    BodyProbe.admit(request);
                    chain.doFilter(request, response);
                },
                BushaMvcAutoConfiguration.ORDER + 1);
    }

    static <F extends Filter> FilterRegistrationBean<F> onEverything(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(order);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ResourceServerFilter> partners(PartnerSettings settings) {
        FilterRegistrationBean<ResourceServerFilter> partners = onEverything(new ResourceServerFilter(), 0);
        partners.setName(Partners.NAME);
        partners.addUrlPatterns(Partners.PATTERN);
        partners.setInitParameters(settings.values());
        partners.setEnabled(!settings.values().isEmpty());
        return partners;
    }

    /** The settings of the second filter; empty if there is none. */
    record PartnerSettings(Map<String, String> values) {}

    @Bean
    ServletContextInitializer servlets(MeterRegistry meters) {
        return context -> {
            Sightings.of(context).begin(() -> Meters.text(meters));
            MAPPED.forEach(pattern -> {
                ServletRegistration.Dynamic servlet = context.addServlet(
                        pattern, ContractApplication.servlets().get(pattern));
                servlet.setAsyncSupported(true);
                servlet.addMapping(pattern);
            });
            context.addServlet(NAMED, ContractApplication.servlets().get(NAMED));
        };
    }
}
