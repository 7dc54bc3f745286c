package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/** The server under test: a Tomcat on 127.0.0.1 and a free port, with the filter in front of two endpoints. */
final class ProtectedServer implements AutoCloseable {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestGuard guard;
    private final Path folder;
    private final Tomcat tomcat = new Tomcat();

    private ProtectedServer(RequestGuard.Builder guard, Path folder) {
        this.guard = guard.meterRegistry(meters).build();
        this.folder = folder;
    }

    static ProtectedServer start(LocalIssuer issuer, Terms terms) throws IOException, LifecycleException {
        Map<String, String> settings = new HashMap<>(terms.settings());
        settings.put("issuer", issuer.issuer());
        settings.put("client-id", LocalIssuer.CLIENT_ID);
        settings.put("start-up", "required");
        ProtectedServer server = new ProtectedServer(
                RequestGuard.builder(Settings.from(settings)), Files.createTempDirectory("busha-soak"));
        server.serve();
        return server;
    }

    private void serve() throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setThrowOnFailure(true);
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(
                (unused, application) -> {
                    ResourceServerFilter.register(application, guard);
                    application.addServlet("balances", new Endpoints.Balances()).addMapping(Endpoints.BALANCES);
                    application.addServlet("health", new Endpoints.Health()).addMapping(Endpoints.HEALTH);
                },
                null);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new LifecycleException("the application did not start");
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** How often keys could not be fetched: what an issuer whose port is closed cannot know. */
    long failedFetches() {
        return meters.find("busha.jwks.fetch").tag("outcome", "failure").functionTimers().stream()
                .mapToLong(timer -> (long) timer.count())
                .sum();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        guard.close();
        ExpandWar.delete(folder.toFile());
    }
}
