package io.busha.resourceserver.it.issuers;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** One endpoint that requires {@code balances:read}, on Tomcat, trusting one issuer and one client. */
final class ProtectedApi implements AutoCloseable {

    static final String CLIENT = "a-client";

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final RequestGuard guard;

    ProtectedApi(String issuer, Clock clock) throws LifecycleException {
        guard = RequestGuard.builder(Settings.from(
                        Map.of("issuer", issuer, "client-id", CLIENT, "start-up", "required", "start-up-limit", "2m")))
                .clock(clock)
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        Path folder = Path.of("target", "tomcat").toAbsolutePath();
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "balances", new Balances());
        context.addServletMappingDecoded("/balances", "balances");
        context.addServletContainerInitializer(
                (classes, servlets) -> ResourceServerFilter.register(servlets, guard), null);
        tomcat.start();
    }

    @RequireScope("balances:read")
    private static final class Balances extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print(ResourceServerFilter.token(request).orElseThrow().subject());
        }
    }

    RawHttp.Response call(String token) {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        return RawHttp.get(uri, "/balances", "Authorization: Bearer " + token);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        guard.close();
    }
}
