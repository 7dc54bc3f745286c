package io.busha.resourceserver.spring;

import io.busha.resourceserver.route.RouteAudit;
import java.util.Optional;

/** A door that knows the endpoints behind it. Implementations are thread-safe. */
public interface AuditedDoor {

    /** Returns the rules of the endpoints as found at start, or empty before that. */
    Optional<RouteAudit> audit();
}
