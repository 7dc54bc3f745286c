package io.busha.resourceserver.route.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the endpoints that route lines leave unprotected. Used once, by one thread. */
final class UnprotectedEndpoints {

    private final OtherDoor other;
    private final Set<String> faults = new LinkedHashSet<>();

    UnprotectedEndpoints(OtherDoor other) {
        this.other = other;
    }

    /**
     * Checks an endpoint that a line leaves unprotected for some methods.
     *
     * @param isTaken whether earlier lines are for some of its paths
     * @return the warning to report
     */
    String check(MappedEndpoint endpoint, Methods methods, RouteLine line, boolean isTaken) {
        int before = faults.size();
        String subject = "route line \"" + line + "\" cannot leave " + endpoint + " unprotected: ";
        if (!endpoint.isWithin(line) || isTaken) {
            faults.add(subject + "it must apply to all of its paths, and "
                    + (isTaken ? "an earlier line applies to some" : "it applies to some of them only"));
        }
        endpoint.declaration()
                .ifPresent(declared -> faults.add(subject + "it declares \"" + declared.rule() + "\" at "
                        + declared.where() + ", which nothing would enforce; remove one of the two"));
        if (faults.size() == before) {
            methods.usual()
                    .forEach(method -> other.objection(method, endpoint.path().example())
                            .ifPresent(why -> faults.add(subject + why + " (" + method + ")")));
        }
        return "UNPROTECTED: " + endpoint + ": route line \"" + line
                + "\" leaves it to other security; no token is checked there";
    }

    List<String> faults() {
        return List.copyOf(faults);
    }
}
