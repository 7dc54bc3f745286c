package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Endpoint;
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
import org.springframework.web.server.ServerWebExchange;

/**
 * Says at the start what every handler requires: of the application, and of the actuator where that has a port of its own. One that
 * contradicts itself stops the start. Thread-safe.
 */
public final class EndpointAudit
        implements AuditedDoor, SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

    private final ApplicationContext context;
    private final HandlerRules rules;
    private final RequestGuard guard;
    private final LaterDoor later;
    private volatile @Nullable RouteAudit ofApplication;

    EndpointAudit(ApplicationContext context, HandlerRules rules, RequestGuard guard, LaterDoor later) {
        this.later = later;
        this.context = context;
        this.rules = rules;
        this.guard = guard;
    }

    /** That of the application's own endpoints. */
    @Override
    public Optional<RouteAudit> audit() {
        return Optional.ofNullable(ofApplication);
    }

    /** All handlers are known by now, and no request can come in yet. */
    @Override
    public void afterSingletonsInstantiated() {
        Dispatcher dispatcher = new Dispatcher(context, rules);
        ofApplication = audit(dispatcher, dispatcher.mappings());
    }

    /** Contexts below this one have begun to serve what they map besides. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ApplicationContext other = event.getApplicationContext();
        if (other != context) {
            Dispatcher below = new Dispatcher(other, rules);
            List<HandlerMapping> own = new ArrayList<>(below.mappings());
            own.removeAll(new Dispatcher(context, rules).mappings());
            if (!own.isEmpty()) {
                audit(below, own);
            }
        }
    }

    /** What keeps the door from stepping aside for such an exchange. */
    private Optional<String> objection(Dispatcher dispatcher, ServerWebExchange example) {
        WebFluxGuardedRequest request = WebFluxGuardedRequest.of(example.getRequest(), Endpoint.unknown());
        boolean isAlone = guard.stepAside(request, dispatcher.reachable(example.getRequest()))
                .isPresent();
        return isAlone
                ? later.objection(example).blockOptional()
                : Optional.of("such a request could reach something else too, and is judged for that");
    }

    private RouteAudit audit(Dispatcher dispatcher, List<HandlerMapping> mappings) {
        if (!mappings.isEmpty() && !dispatcher.isBehindGate()) {
            throw StartRefusedException.forForeignAdapter();
        }
        try {
            return guard.audit(
                    dispatcher.list(mappings).endpoints(),
                    List.of(),
                    (method, path) -> objection(dispatcher, ExampleExchange.of(method, path)));
        } catch (IllegalArgumentException e) {
            throw StartRefusedException.forEndpoints(e);
        }
    }
}
