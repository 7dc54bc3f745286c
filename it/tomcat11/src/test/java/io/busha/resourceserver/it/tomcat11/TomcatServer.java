package io.busha.resourceserver.it.tomcat11;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat at 127.0.0.1 and a free port. */
final class TomcatServer implements AutoCloseable {

    private static final int HEADERS = 128 * 1024;

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    TomcatServer() throws IOException {
        tomcat.setBaseDir(folder().toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADERS));
        connector.setProperty("maxThreads", "40");
        connector.setProperty("minSpareThreads", "4");
        tomcat.setConnector(connector);
    }

    /** Where it keeps its files. */
    static Path folder() throws IOException {
        return Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
    }

    /** To be given an application before it starts. */
    Tomcat tomcat() {
        return tomcat;
    }

    URI start() throws LifecycleException {
        tomcat.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
