package io.busha.resourceserver.spring;

import io.busha.resourceserver.route.RouteAudit;
import java.util.Optional;

/** A door that knows the endpoints behind it. Implementations are thread-safe. */
public interface AuditedDoor {

    /** What the endpoints require, as found at the start; empty before that. */
    Optional<RouteAudit> audit();
}
