package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The application: the door, and the endpoints behind it. */
record PaymentsApi(RequestGuard guard, PrometheusMeterRegistry metrics) implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> unused, ServletContext context) {
        FilterRegistration.Dynamic door = context.addFilter("door", new ResourceServerFilter(guard));
        door.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        door.setAsyncSupported(true);

        context.addServlet("health", new Endpoints.Health()).addMapping("/health");
        context.addServlet("me", new Endpoints.Me()).addMapping("/v1/me");
        context.addServlet("balances", new Endpoints.Balances()).addMapping("/v1/balances");
        context.addServlet("transfers", new Endpoints.Transfers()).addMapping("/v1/transfers");
        context.addServlet("disconnect", new Endpoints.Disconnect(guard.revocations()))
                .addMapping("/v1/disconnect");
        context.addServlet("admin", new Endpoints.Admin()).addMapping("/v1/admin");
        context.addServlet("metrics", new Endpoints.Metrics(metrics)).addMapping("/metrics");
    }
}
