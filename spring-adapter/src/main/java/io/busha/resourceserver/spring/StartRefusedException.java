package io.busha.resourceserver.spring;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The application must not start as it is. The message says what is wrong, {@link #remedy()} what to do. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    private StartRefusedException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** Settings that are missing, malformed, or contradict each other. */
    static StartRefusedException forSettings(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Correct every property that is named above: in application.properties or application.yaml, as an environment"
                        + " variable or as a system property. busha.client-id is the client id of your app:"
                        + " busha-oauth2-{uuid}-live, or busha-oauth2-{uuid}-test together with busha.environment=sandbox.",
                cause);
    }

    /** Keys that are required and did not come. */
    static StartRefusedException forKeys(IllegalStateException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Make the issuer reachable from here: busha.issuer or busha.environment, proxy, firewall, busha.ssl-bundle."
                        + " busha.start-up-limit says how long to wait for it. With busha.start-up=lazy the application starts"
                        + " without keys, and answers 503 to every token until they are there.",
                cause);
    }

    /** Endpoints that declare what cannot be understood. */
    public static StartRefusedException forEndpoints(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Leave one of @RequireScope, @Authenticated and @Open on each endpoint or class that is named above.",
                cause);
    }

    /** Beans that declare what cannot be enforced. Each text begins with the class or method that it is about. */
    public static StartRefusedException forBeans(Collection<String> faults) {
        return new StartRefusedException(
                "what these classes and methods declare by @RequireScope, @Authenticated or @Open cannot be enforced:\n"
                        + String.join("\n", faults),
                "Declare it on the endpoints that lead there, or change what is named above so that a proxy can stand before it: a"
                        + " class that is not final, a method that is neither private, static nor final and says one thing.",
                null);
    }

    /** What to do, in sentences. */
    public String remedy() {
        return remedy;
    }
}
