package io.busha.resourceserver.it.contract;

import java.util.Set;

/**
 * What stands before a door and answers by itself, without asking it.
 *
 * @param refusals the statuses for targets that it refuses (400), or does not lead to the door (404)
 * @param trace what it answers to TRACE; 403 if the door is asked
 * @param takesMatrixParameters whether {@code /open;x=1} is {@code /open} for it; it is refused otherwise
 */
public record Front(Set<Integer> refusals, int trace, boolean takesMatrixParameters) {

    /** One that refuses odd targets with 400 and leaves every method to the door. */
    public static final Front PLAIN = new Front(Set.of(400), 403, true);

    /** Tomcat's: it answers TRACE itself. */
    public static final Front TOMCAT = new Front(Set.of(400), 405, true);
}
