package io.busha.resourceserver.spring.actuate;

import io.busha.resourceserver.key.KeyHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The state of the keys by name and value; nothing here is secret, because the keys are public. */
final class KeyDetails {

    private KeyDetails() {}

    /** Returns the code of the health status. */
    static String status(KeyHealth health) {
        return switch (health.state()) {
            case STARTING -> "UNKNOWN";
            case UP, DEGRADED -> "UP";
            case DOWN -> "DOWN";
        };
    }

    static Map<String, Object> of(KeyHealth health) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", health.state().name());
        details.put("keys", health.keyIds().size());
        details.put("keyIds", new TreeSet<>(health.keyIds()));
        health.age().ifPresent(age -> details.put("age", age.toString()));
        health.lastError().ifPresent(error -> details.put("lastError", error));
        details.put("signatureProvider", health.signatureProvider());
        return details;
    }
}
