package io.busha.resourceserver.spring.actuate;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.spring.AuditedDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code busha}: the effective settings, the state of the keys and the rule of each endpoint. It contains no secrets,
 * but it describes the whole application. Like every actuator endpoint, it is closed until a rule opens it. Thread-safe.
 */
@Endpoint(id = "busha")
public final class BushaEndpoint {

    private final RequestGuard guard;
    private final ObjectProvider<AuditedDoor> doors;

    BushaEndpoint(RequestGuard guard, ObjectProvider<AuditedDoor> doors) {
        this.guard = guard;
        this.doors = doors;
    }

    /** Returns the whole report in JSON types, with only the settings that have a value. */
    @ReadOperation
    public Map<String, Object> report() {
        Map<String, String> settings = new LinkedHashMap<>(guard.settings().effective());
        settings.values().removeIf(String::isEmpty);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("settings", settings);
        report.put("keys", KeyDetails.of(guard.keyHealth()));
        report.put("endpoints", ofAudits(audit -> audit.entries().stream()
                .map(BushaEndpoint::members)
                .toList()));
        report.put("warnings", ofAudits(RouteAudit::warnings));
        return report;
    }

    private <T> List<T> ofAudits(Function<RouteAudit, List<T>> part) {
        return doors.orderedStream()
                .map(AuditedDoor::audit)
                .flatMap(Optional::stream)
                .map(part)
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, String> members(RouteAudit.Entry entry) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("methods", entry.methods());
        members.put("path", entry.path());
        members.put("endpoint", entry.endpoint());
        members.put("requires", entry.requires());
        members.put("saidBy", entry.saidBy());
        return members;
    }
}
