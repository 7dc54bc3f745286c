package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.glassfish.jersey.server.ResourceConfig;

/** The application: the door, and the endpoints behind it. */
final class PaymentsApi extends ResourceConfig {

    PaymentsApi(RequestGuard guard, PrometheusMeterRegistry metrics) {
        register(BushaFeature.of(guard)); // would be discovered anyway, but without these meters
        register(new Endpoints(metrics, guard.revocations()));
    }
}
