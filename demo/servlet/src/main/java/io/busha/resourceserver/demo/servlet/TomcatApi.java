package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/** The API on an embedded Tomcat, which writes only to its own temporary folder. */
final class TomcatApi implements DemoApi {

    private final RequestGuard guard;
    private final Path folder;
    private final Tomcat tomcat = new Tomcat();

    private TomcatApi(RequestGuard guard, Path folder) {
        this.guard = guard;
        this.folder = folder;
    }

    static TomcatApi start(int port, Map<String, String> settings) throws IOException {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RequestGuard guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(metrics)
                .build();
        TomcatApi api = new TomcatApi(guard, Files.createTempDirectory("busha-demo"));
        try {
            api.serve(port, new PaymentsApi(guard, metrics));
            return api;
        } catch (LifecycleException e) {
            api.close();
            throw new IOException(
                    "cannot serve on 127.0.0.1:" + port + ": " + rootOf(e).getMessage(), e);
        }
    }

    private void serve(int port, PaymentsApi application) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setThrowOnFailure(true);
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(application, null);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new LifecycleException("the application did not start");
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : rootOf(cause);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        } finally {
            guard.close();
            ExpandWar.delete(folder.toFile());
            // Otherwise the next Tomcat of this process would use the folder as its home and create it again.
            System.clearProperty(Constants.CATALINA_HOME_PROP);
        }
    }
}
