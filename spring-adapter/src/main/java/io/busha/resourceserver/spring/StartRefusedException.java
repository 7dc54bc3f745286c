package io.busha.resourceserver.spring;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;

/** Thrown if the application must not start in its current configuration. The message says what is wrong, {@link #remedy()} what to do. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    private StartRefusedException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** Settings are missing, malformed or contradictory. */
    static StartRefusedException forSettings(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Correct every property that is named above: in application.properties or application.yaml, as an environment"
                        + " variable or as a system property. busha.client-id is the client id of your app:"
                        + " busha-oauth2-{uuid}-live, or busha-oauth2-{uuid}-test together with busha.environment=sandbox.",
                cause);
    }

    /** Properties would not be read, one sentence each; some settings may be wrong as well. */
    static StartRefusedException forNames(List<String> names, @Nullable IllegalArgumentException besides) {
        return new StartRefusedException(
                "These properties would not be read:\n  - " + String.join("\n  - ", names)
                        + (besides == null ? "" : "\n" + besides.getMessage()),
                "Correct or remove every property that is named above. All settings are listed in docs/settings.md; busha.ssl-bundle is"
                        + " the only other property.",
                besides);
    }

    /** The SSL bundle does not exist; the message lists those that do. */
    static StartRefusedException forSslBundle(String name, List<String> bundles, NoSuchSslBundleException cause) {
        return new StartRefusedException(
                "busha.ssl-bundle: there is no SSL bundle \"" + name + "\"; there are "
                        + (bundles.isEmpty() ? "none" : bundles),
                "Name an SSL bundle that exists, or define this one below spring.ssl.bundle.jks or spring.ssl.bundle.pem. Without"
                        + " busha.ssl-bundle the JDK's trust store judges the issuer's certificate.",
                cause);
    }

    /** An SSL bundle is set, but the application has no SSL bundles. */
    static StartRefusedException forSslBundles(String name) {
        return new StartRefusedException(
                "busha.ssl-bundle: there is no SSL bundle \"" + name
                        + "\": the application has no bean of the type SslBundles",
                "Do not exclude Spring Boot's SslAutoConfiguration, or make a bean SslBundles yourself. Without busha.ssl-bundle the JDK's"
                        + " trust store judges the issuer's certificate.",
                null);
    }

    /** Keys are required at start and did not arrive in time. */
    static StartRefusedException forKeys(IllegalStateException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Make the issuer reachable from here: busha.issuer or busha.environment, proxy, firewall, busha.ssl-bundle."
                        + " busha.start-up-limit says how long to wait for it. With busha.start-up=lazy the application starts"
                        + " without keys, and answers 503 to every token until they are there.",
                cause);
    }

    /** Endpoints have declarations that cannot be understood. */
    public static StartRefusedException forEndpoints(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Leave one of @RequireScope, @Authenticated and @Open on each endpoint or class that is named above. What"
                        + " route lines may leave unprotected: docs/spring-security.md.",
                cause);
    }

    /** The dispatcher servlet of this name creates its handlers too late for their declarations to be read. */
    public static StartRefusedException forLateDispatcher(String servlet) {
        return new StartRefusedException(
                "DispatcherServlet " + servlet
                        + ": its application context is not refreshed when the application starts, so that"
                        + " nobody knows what its handlers require",
                "Call refresh() on that context before you register the servlet, after setParent(…) and setServletContext(…) with"
                        + " those of the application.",
                null);
    }

    /** The dispatcher servlet of this name calls its handlers through a handler adapter other than ours. */
    public static StartRefusedException forForeignDispatcher(String servlet) {
        return new StartRefusedException(
                "DispatcherServlet " + servlet
                        + ": it does not call its handlers by way of the adapter that asks for their rules first, so that"
                        + " nothing would protect them",
                "Leave detectAllHandlerAdapters on, make the application's context the parent of the servlet's own, and give no"
                        + " HandlerAdapter bean an order before all others.",
                null);
    }

    /** A handler adapter calls WebFlux handlers before their rules are checked. */
    public static StartRefusedException forForeignAdapter() {
        return new StartRefusedException(
                "a HandlerAdapter bean has an order before the one that asks for the rules of handlers, so that nothing would protect"
                        + " them",
                "Give no HandlerAdapter bean an order before all others.",
                null);
    }

    /** Beans have declarations that cannot be enforced. Each text starts with the class or method concerned. */
    public static StartRefusedException forBeans(Collection<String> faults) {
        return new StartRefusedException(
                "what these classes and methods declare by @RequireScope, @Authenticated or @Open cannot be enforced:\n"
                        + String.join("\n", faults),
                "Declare it on the endpoints that lead there, or change what is named above so that a proxy can stand before it: a"
                        + " class that is not final, a method that is neither private, static nor final and says one thing.",
                null);
    }

    /** Returns what to do, in full sentences. */
    public String remedy() {
        return remedy;
    }
}
