package io.busha.resourceserver.it.contract;

/**
 * How a framework behind a door answers requests that match no endpoint. Only callers with a valid token get these answers, unless the
 * framework looks at headers before it asks the door.
 *
 * @param unmapped the status for an unmapped path; 403 if the door closes it
 * @param otherMethod the status for a method that the path does not have, if one of its endpoints would admit the caller; 403 if closed
 * @param takesAnyMethod whether it treats a non-standard method like any other; otherwise it answers 400
 * @param unfit who answers a request whose headers or parameters no endpoint at its path accepts
 * @param keepsDots whether it treats {@code .} and {@code ..} in a path as ordinary names
 */
public record Framework(int unmapped, int otherMethod, boolean takesAnyMethod, Unfit unfit, boolean keepsDots) {

    /** The party that answers a request whose headers or parameters no endpoint accepts. */
    public enum Unfit {
        /** The framework answers, and no endpoint runs. */
        BY_FRAMEWORK,
        /** The endpoint answers. */
        BY_ENDPOINT,
        /** The framework answers unacceptable headers before it asks the door; the endpoint answers missing parameters. */
        BEFORE_THE_DOOR
    }

    /** No framework: the door and the servlets answer. */
    public static final Framework NONE = new Framework(403, 403, true, Unfit.BY_ENDPOINT, false);

    /** JAX-RS, which looks for a resource method by the headers too before it asks the door. */
    public static final Framework JAX_RS = new Framework(403, 403, true, Unfit.BEFORE_THE_DOOR, false);

    /** Spring MVC, behind a container that resolves dots. */
    public static final Framework SPRING_MVC = new Framework(404, 405, true, Unfit.BY_FRAMEWORK, false);

    /** Spring MVC behind the firewall of Spring Security. */
    public static final Framework SPRING_SECURITY = new Framework(404, 405, false, Unfit.BY_FRAMEWORK, false);

    /** Spring WebFlux. */
    public static final Framework SPRING_WEBFLUX = new Framework(404, 405, true, Unfit.BY_FRAMEWORK, true);

    boolean isLeftToAnswer() {
        return unmapped != 403;
    }
}
