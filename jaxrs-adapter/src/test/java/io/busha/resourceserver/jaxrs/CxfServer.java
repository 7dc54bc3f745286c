package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;

/** Apache CXF behind real HTTP. */
final class CxfServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    /** Starts a server with these resources and providers. */
    CxfServer(Object... parts) throws IOException, LifecycleException, ServletException {
        this(Map.of(), parts);
    }

    /** Starts a server with these properties of the application. */
    CxfServer(Map<String, Object> properties, Object... parts)
            throws IOException, LifecycleException, ServletException {
        this(new CXFNonSpringJaxrsServlet(application(properties, Set.of(parts))), new ServletContainerInitializer[0]);
    }

    /** Starts a server with the classes that a container finds in an application. */
    CxfServer(CXFNonSpringJaxrsServlet servlet, ServletContainerInitializer... found)
            throws IOException, LifecycleException, ServletException {
        Path all = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        tomcat.setBaseDir(Files.createTempDirectory(all, "").toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        for (ServletContainerInitializer each : found) {
            context.addServletContainerInitializer(each, null);
        }
        Wrapper wrapper = Tomcat.addServlet(context, "cxf", servlet);
        context.addServletMappingDecoded("/*", "cxf");
        try {
            tomcat.start();
            wrapper.load();
        } catch (LifecycleException | ServletException e) {
            close();
            throw e;
        }
    }

    /** Deprecated for reasons of CDI, which is absent here. */
    static Application application(Map<String, Object> properties, Set<Object> parts) {
        return new Application() {
            @Override
            @SuppressWarnings("deprecation")
            public Set<Object> getSingletons() {
                return parts;
            }

            @Override
            public Map<String, Object> getProperties() {
                return properties;
            }
        };
    }

    RawHttp.Response get(String path, String... headerLines) {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        return RawHttp.request("GET", uri, path, "", headerLines);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
