package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.ServletContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.context.WebApplicationContext;

/** The rules of the endpoints of one application context, as found at start. Thread-safe. */
final class MvcDoor implements SmartInitializingSingleton, AuditedDoor {

    private final WebApplicationContext context;
    private final ServletDoor door;
    private @Nullable RouteAudit audit;

    MvcDoor(WebApplicationContext context, ServletDoor door) {
        this.context = context;
        this.door = door;
    }

    /** Audits every endpoint as soon as all handlers are known. The application refuses to start if one has contradictory declarations. */
    @Override
    public void afterSingletonsInstantiated() {
        ServletContext servlets = Objects.requireNonNull(context.getServletContext());
        try {
            audit = door.audit(servlets);
        } catch (IllegalArgumentException e) {
            throw StartRefusedException.forEndpoints(e);
        }
    }

    @Override
    public Optional<RouteAudit> audit() {
        return Optional.ofNullable(audit);
    }
}
