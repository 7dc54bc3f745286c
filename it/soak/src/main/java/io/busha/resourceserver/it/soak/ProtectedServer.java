package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/**
 * The server under test: a Tomcat on 127.0.0.1 and a free port. Its application, two endpoints behind the filter, can be
 * undeployed and deployed again; each one has a guard of its own, and keeps the keys in the same file.
 */
final class ProtectedServer implements AutoCloseable {

    private static final int UNLOAD_DELAY = 200;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> settings;
    private final Terms terms;
    private final Path folder;
    private final Path keptKeys;
    private final Tomcat tomcat = new Tomcat();
    private @Nullable Context application;

    private ProtectedServer(LocalIssuer issuer, Terms terms, Path folder) {
        this.terms = terms;
        this.folder = folder;
        this.keptKeys = folder.resolve("keys").resolve("jwks.json");
        this.settings = new HashMap<>(terms.settings());
        settings.put("issuer", issuer.issuer());
        settings.put("client-id", LocalIssuer.CLIENT_ID);
        settings.put("jwks-cache-file", keptKeys.toString());
        Metrics.addRegistry(meters);
    }

    static ProtectedServer start(LocalIssuer issuer, Terms terms) throws IOException, LifecycleException {
        ProtectedServer server = new ProtectedServer(issuer, terms, Files.createTempDirectory("busha-soak"));
        server.serve();
        return server;
    }

    private void serve() throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setThrowOnFailure(true);
        tomcat.getHost();
        tomcat.start();
        if (!deploy(true)) {
            throw new LifecycleException("the application did not start");
        }
    }

    /**
     * Starts the application.
     *
     * @param required whether it may start without keys
     * @return whether it has started
     */
    boolean deploy(boolean required) {
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(folder.toString());
        context.setUnloadDelay(UNLOAD_DELAY);
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.addServletContainerInitializer(
                (unused, started) -> {
                    var filter = ResourceServerFilter.register(started);
                    filter.setInitParameters(settings);
                    filter.setInitParameter("start-up", required ? "required" : "lazy");
                    started.addServlet("balances", new Endpoints.Balances()).addMapping(Endpoints.BALANCES);
                    started.addServlet("health", new Endpoints.Health()).addMapping(Endpoints.HEALTH);
                },
                null);
        tomcat.getHost().addChild(context);
        application = context;
        return context.getState().isAvailable();
    }

    /** Stops the application: requests fail until the next one is deployed. */
    void undeploy() {
        if (application != null) {
            tomcat.getHost().removeChild(application);
            application = null;
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Returns the number of meters of the library. */
    int meters() {
        return (int) meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("busha."))
                .count();
    }

    /** Ages the saved keys so that they are trusted only for this time, and returns its end. */
    long ageKeptKeys(Duration left) {
        Instant fetched =
                Instant.now().minus(Duration.ofNanos(terms.tolerance())).plus(left);
        long over = System.nanoTime() + left.toNanos();
        try {
            String text = Files.readString(keptKeys);
            String aged = text.replaceFirst("(\"fetched_at\" *: *\")[^\"]*", "$1" + fetched);
            if (aged.equals(text)) {
                throw new IllegalStateException("the file of kept keys does not say when they were fetched");
            }
            Files.writeString(keptKeys, aged);
        } catch (IOException e) {
            throw new UncheckedIOException("the keys are not kept", e);
        }
        return over;
    }

    /** Returns how often this application failed to fetch keys, which the log of an issuer with a closed port does not show. */
    long failedFetches() {
        return meters.find("busha.jwks.fetch").tag("outcome", "failure").functionTimers().stream()
                .mapToLong(timer -> (long) timer.count())
                .sum();
    }

    @Override
    public void close() throws LifecycleException {
        undeploy();
        tomcat.stop();
        tomcat.destroy();
        Metrics.removeRegistry(meters);
        ExpandWar.delete(folder.toFile());
    }
}
