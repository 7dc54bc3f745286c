package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.web.reactive.HandlerMapping;

/**
 * Audits every handler at start: those of the application, and those of an actuator with its own port. The application refuses to
 * start if a handler has contradictory declarations. Thread-safe.
 */
final class EndpointAudit
        implements AuditedDoor, SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

    private final ApplicationContext context;
    private final WebFluxDoor door;
    private final RequestGuard guard;
    private volatile @Nullable RouteAudit ofApplication;

    EndpointAudit(ApplicationContext context, WebFluxDoor door, RequestGuard guard) {
        this.context = context;
        this.door = door;
        this.guard = guard;
    }

    /** Returns the audit of the application's own endpoints. */
    @Override
    public Optional<RouteAudit> audit() {
        return Optional.ofNullable(ofApplication);
    }

    /** Runs when all handlers are known and no request can arrive yet. */
    @Override
    public void afterSingletonsInstantiated() {
        Dispatcher dispatcher = door.dispatcher(context);
        ofApplication = audit(dispatcher, dispatcher.mappings());
    }

    /** Audits the handlers that a child context adds. That context already serves requests. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ApplicationContext other = event.getApplicationContext();
        if (other != context) {
            Dispatcher below = door.dispatcher(other);
            List<HandlerMapping> own = new ArrayList<>(below.mappings());
            own.removeAll(door.dispatcher(context).mappings());
            if (!own.isEmpty()) {
                audit(below, own);
            }
        }
    }

    private RouteAudit audit(Dispatcher dispatcher, List<HandlerMapping> mappings) {
        if (!mappings.isEmpty() && !dispatcher.isBehindGate()) {
            throw StartRefusedException.forForeignAdapter();
        }
        try {
            return guard.audit(
                    dispatcher.list(mappings).endpoints(),
                    List.of(),
                    (method, path) -> door.objection(dispatcher, ExampleExchange.of(method, path)));
        } catch (IllegalArgumentException e) {
            throw StartRefusedException.forEndpoints(e);
        }
    }
}
