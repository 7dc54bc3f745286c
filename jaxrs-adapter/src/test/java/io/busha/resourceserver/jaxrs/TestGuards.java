package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.util.Map;

/** Guards that already have their keys, so that no test depends on a fetch. */
final class TestGuards {

    private TestGuards() {}

    static RequestGuard of(LocalIssuer issuer) {
        return of(issuer, LocalIssuer.CLIENT_ID);
    }

    static RequestGuard of(LocalIssuer issuer, String clientId) {
        return RequestGuard.of(settings(issuer, clientId));
    }

    static Settings settings(LocalIssuer issuer) {
        return settings(issuer, LocalIssuer.CLIENT_ID);
    }

    private static Settings settings(LocalIssuer issuer, String clientId) {
        return Settings.from(Map.of(
                "issuer", issuer.issuer(), "client-id", clientId, "start-up", "required", "start-up-limit", "2m"));
    }
}
