package io.busha.resourceserver.benchmarks.http;

import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.SpringRival;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/**
 * The server process: one Tomcat on 127.0.0.1 and a free port, with an application for every variant. It says its port, and
 * ends when its input does.
 */
public final class BenchServer implements AutoCloseable {

    static final int BITS = 2048;

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;
    private final RequestGuard warm = guard(Guards.DEFAULT_CACHE);
    private final RequestGuard cold = guard(0);

    private BenchServer(Path folder) {
        this.folder = folder;
    }

    /** Serves until the input ends. */
    public static void main(String[] args) throws IOException, LifecycleException {
        try (BenchServer server = new BenchServer(Files.createTempDirectory("busha-bench"))) {
            System.out.println(server.start());
            while (System.in.read() >= 0) {
                // the process that started this one holds the other end
            }
        }
    }

    private static RequestGuard guard(int cacheSize) {
        return Guards.of(Tokens.ofKey(BITS), Providers.JDK, cacheSize, new SimpleMeterRegistry());
    }

    private int start() throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setThrowOnFailure(true);
        for (Variant variant : Variant.values()) {
            Context context = tomcat.addContext(variant.contextPath(), folder.toString());
            context.addServletContainerInitializer((unused, application) -> deploy(application, variant), null);
        }
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private void deploy(ServletContext application, Variant variant) {
        switch (variant) {
            case OPEN -> {}
            case WARM -> ResourceServerFilter.register(application, warm);
            case COLD -> ResourceServerFilter.register(application, cold);
            case SPRING -> SpringChain.register(application, SpringRival.decoder(Tokens.ofKey(BITS)));
            case SPRING_CACHED -> SpringChain.register(application, SpringRival.cachingDecoder(Tokens.ofKey(BITS)));
        }
        application.addServlet("balances", new BalancesServlet()).addMapping(BalancesServlet.PATH);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        warm.close();
        cold.close();
        ExpandWar.delete(folder.toFile());
    }
}
