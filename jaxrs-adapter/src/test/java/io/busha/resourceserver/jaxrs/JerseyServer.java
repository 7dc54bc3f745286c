package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey behind real HTTP. */
final class JerseyServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    JerseyServer(ResourceConfig application) throws IOException, LifecycleException {
        Path all = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        tomcat.setBaseDir(Files.createTempDirectory(all, "").toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "jersey", new ServletContainer(application)).setLoadOnStartup(1);
        context.addServletMappingDecoded("/*", "jersey");
        tomcat.start();
    }

    RawHttp.Response get(String path, String... headerLines) {
        return request("GET", path, headerLines);
    }

    RawHttp.Response request(String method, String path, String... headerLines) {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        return RawHttp.request(method, uri, path, "", headerLines);
    }

    RawHttp.Response send(String method, String path, String... headerLines) {
        return RawHttp.request(
                method, URI.create("http://127.0.0.1:" + connector.getLocalPort()), path, "", headerLines);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
