package io.busha.resourceserver.it.contract;

import java.util.Set;

/**
 * How the server in front of a door answers by itself, without asking the door.
 *
 * @param refusals the statuses for targets that it refuses (400) or does not pass to the door (404)
 * @param trace its status for TRACE; 403 if the door decides
 * @param takesMatrixParameters whether it treats {@code /open;x=1} as {@code /open}; otherwise it refuses the request
 */
public record Front(Set<Integer> refusals, int trace, boolean takesMatrixParameters) {

    /** Refuses malformed targets with 400 and leaves every method to the door. */
    public static final Front PLAIN = new Front(Set.of(400), 403, true);

    /** Tomcat, which answers TRACE itself. */
    public static final Front TOMCAT = new Front(Set.of(400), 405, true);
}
