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

    /** Returns the exception for settings that are missing, malformed or contradictory. */
    static StartRefusedException forSettings(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Correct every property that is named above: in application.properties or application.yaml, as an environment"
                        + " variable or as a system property. busha.client-id is the client id of your app:"
                        + " busha-oauth2-{uuid}-live, or busha-oauth2-{uuid}-test together with busha.environment=sandbox.",
                cause);
    }

    /**
     * Returns the exception for properties that would be ignored.
     *
     * @param names one sentence for each property
     * @param besides the failure if settings are wrong as well, or null
     */
    static StartRefusedException forNames(List<String> names, @Nullable IllegalArgumentException besides) {
        return new StartRefusedException(
                "These properties would be ignored:\n  - " + String.join("\n  - ", names)
                        + (besides == null ? "" : "\n" + besides.getMessage()),
                "Correct or remove every property that is named above. docs/settings.md lists all settings; busha.ssl-bundle is the"
                        + " only other property.",
                besides);
    }

    /** Returns the exception for an SSL bundle that does not exist. The message lists the existing ones. */
    static StartRefusedException forSslBundle(String name, List<String> bundles, NoSuchSslBundleException cause) {
        return new StartRefusedException(
                "busha.ssl-bundle: there is no SSL bundle \"" + name + "\"; existing bundles: "
                        + (bundles.isEmpty() ? "none" : bundles),
                "Name an existing SSL bundle, or define this one below spring.ssl.bundle.jks or spring.ssl.bundle.pem. Without"
                        + " busha.ssl-bundle, the issuer's certificate is checked against the JDK's trust store.",
                cause);
    }

    /** Returns the exception for an SSL bundle in an application without any. */
    static StartRefusedException forSslBundles(String name) {
        return new StartRefusedException(
                "busha.ssl-bundle: there is no SSL bundle \"" + name
                        + "\": the application has no bean of the type SslBundles",
                "Do not exclude Spring Boot's SslAutoConfiguration, or define a bean of the type SslBundles. Without busha.ssl-bundle,"
                        + " the issuer's certificate is checked against the JDK's trust store.",
                null);
    }

    /** Returns the exception for keys that are required at start and did not arrive in time. */
    static StartRefusedException forKeys(IllegalStateException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Make sure that this machine can reach the issuer: check busha.issuer or busha.environment, the proxy, the firewall"
                        + " and busha.ssl-bundle. busha.start-up-limit sets how long to wait. With busha.start-up=lazy, the"
                        + " application starts without keys and answers 503 to every token until it has them.",
                cause);
    }

    /** Returns the exception for endpoints whose declarations cannot be understood. */
    public static StartRefusedException forEndpoints(IllegalArgumentException cause) {
        return new StartRefusedException(
                String.valueOf(cause.getMessage()),
                "Keep only one of @RequireScope, @Authenticated and @Open on each endpoint or class that is named above."
                        + " docs/spring-security.md says which endpoints a route line may leave unprotected.",
                cause);
    }

    /** Returns the exception for a dispatcher servlet that creates its handlers too late for their declarations to be read. */
    public static StartRefusedException forLateDispatcher(String servlet) {
        return new StartRefusedException(
                "DispatcherServlet " + servlet
                        + ": its application context has not been refreshed when the application starts, so the"
                        + " rules of its handlers cannot be read",
                "Call refresh() on that context before you register the servlet, after setParent(…) and setServletContext(…) with"
                        + " those of the application.",
                null);
    }

    /** Returns the exception for a dispatcher servlet that calls its handlers through a handler adapter other than ours. */
    public static StartRefusedException forForeignDispatcher(String servlet) {
        return new StartRefusedException(
                "DispatcherServlet " + servlet
                        + ": the first HandlerAdapter that it uses is not the one that checks rules, so its handlers would not"
                        + " be protected",
                "Do not switch detectAllHandlerAdapters off, make the application's context the parent of the servlet's context, and"
                        + " do not order a HandlerAdapter bean before all others.",
                null);
    }

    /** Returns the exception for a handler adapter that calls WebFlux handlers before their rules are checked. */
    public static StartRefusedException forForeignAdapter() {
        return new StartRefusedException(
                "a HandlerAdapter bean is ordered before the one that checks rules, so the handlers would not be protected",
                "Do not order a HandlerAdapter bean before all others.",
                null);
    }

    /**
     * Returns the exception for beans whose declarations cannot be enforced.
     *
     * @param faults one text for each class or method, which starts with its name
     */
    public static StartRefusedException forBeans(Collection<String> faults) {
        return new StartRefusedException(
                "@RequireScope, @Authenticated or @Open cannot be enforced on these classes and methods:\n"
                        + String.join("\n", faults),
                "Annotate the endpoints that call them instead, or change the classes and methods so that a proxy can intercept them:"
                        + " the class must not be final, and the method must not be private, static or final and must declare"
                        + " only one rule.",
                null);
    }

    /** Returns what to do, in full sentences. */
    public String remedy() {
        return remedy;
    }
}
