package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.context.WebApplicationContext;

/** The door of one application context: the filter before its servlets, and the rules of the handlers behind. Thread-safe. */
public final class MvcDoor implements SmartInitializingSingleton, AuditedDoor {

    private final WebApplicationContext context;
    private final ResourceServerFilter filter;
    private final HandlerRules rules;
    private @Nullable RouteAudit audit;

    MvcDoor(WebApplicationContext context, ResourceServerFilter filter, HandlerRules rules) {
        this.context = context;
        this.filter = filter;
        this.rules = rules;
    }

    /** Audits every endpoint, now that all handlers are known; one that contradicts itself stops the start. */
    @Override
    public void afterSingletonsInstantiated() {
        ServletContext servlets = Objects.requireNonNull(context.getServletContext());
        try {
            audit = filter.audit(servlets);
        } catch (IllegalArgumentException e) {
            throw StartRefusedException.forEndpoints(e);
        }
    }

    @Override
    public Optional<RouteAudit> audit() {
        return Optional.ofNullable(audit);
    }

    boolean admits(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        return filter.admits(request, response, rules.endpoint(handler, request));
    }
}
