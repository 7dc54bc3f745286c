package io.busha.resourceserver.it.contract;

/**
 * What a framework behind a door answers by itself to callers with a good token, where no endpoint is for their request. Nobody else
 * gets that far, unless the framework looks at headers before it asks the door.
 *
 * @param unmapped for a path at which nothing is; 403 if the door closes it
 * @param otherMethod for a method that none of the endpoints at a path takes, one of which would admit the caller; 403 likewise
 * @param takesAnyMethod whether a method that no standard knows is any other method to it; it answers 400 otherwise
 * @param unfit what becomes of a request that an endpoint at its path does not fit for its other headers or its parameters
 * @param keepsDots whether {@code .} and {@code ..} are names like any other in the paths that it is asked for
 */
public record Framework(int unmapped, int otherMethod, boolean takesAnyMethod, Unfit unfit, boolean keepsDots) {

    /** Who answers a request that does not fit. */
    public enum Unfit {
        /** The framework, and no endpoint runs. */
        BY_FRAMEWORK,
        /** The endpoint itself. */
        BY_ENDPOINT,
        /** The framework where no endpoint takes its headers, before it asks the door; the endpoint where it misses a parameter. */
        BEFORE_THE_DOOR
    }

    /** None that the door would ask. */
    public static final Framework NONE = new Framework(403, 403, true, Unfit.BY_ENDPOINT, false);

    /** JAX-RS, which looks for a resource method by the headers too before it asks the door. */
    public static final Framework JAX_RS = new Framework(403, 403, true, Unfit.BEFORE_THE_DOOR, false);

    /** Spring MVC, behind a container that resolves dots. */
    public static final Framework SPRING_MVC = new Framework(404, 405, true, Unfit.BY_FRAMEWORK, false);

    /** The same behind the firewall of Spring Security. */
    public static final Framework SPRING_SECURITY = new Framework(404, 405, false, Unfit.BY_FRAMEWORK, false);

    /** Spring WebFlux. */
    public static final Framework SPRING_WEBFLUX = new Framework(404, 405, true, Unfit.BY_FRAMEWORK, true);

    boolean isLeftToAnswer() {
        return unmapped != 403;
    }
}
