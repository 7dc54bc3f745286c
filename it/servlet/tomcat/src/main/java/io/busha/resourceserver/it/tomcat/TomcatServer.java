package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.it.app.DeployedWar;
import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.contract.Front;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.scan.Constants;

/** An embedded Tomcat. It reads a WAR's {@code web.xml}, and each WAR has its own class loader. */
final class TomcatServer implements WarServer {

    private static final int HEADERS = 128 * 1024;

    /** Jars that Tomcat does not scan for annotations, because scanning all of them for each WAR is slow. */
    private static final String OF_TESTS = "apiguardian-*.jar,assertj-*.jar,byte-buddy-*.jar,caffeine-*.jar,ecj-*.jar,"
            + "error_prone_*.jar,jackson-*.jar,jose4j-*.jar,jspecify-*.jar,junit-*.jar,micrometer-*.jar,opentest4j-*.jar,"
            + "slf4j-*.jar,tomcat-*.jar,AmazonCorretto*.jar,HdrHistogram-*.jar,LatencyUtils-*.jar";

    static {
        Registry.disableRegistry(); // servers that start at the same time would register the same names in it and fail
        System.setProperty(Constants.SKIP_JARS_PROPERTY, OF_TESTS);
    }

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    /** Creates a server that accepts headers as large as the contract sends. */
    TomcatServer() throws IOException {
        this(Map.of("maxHttpRequestHeaderSize", Integer.toString(HEADERS)));
    }

    private TomcatServer(Map<String, String> properties) throws IOException {
        tomcat.setBaseDir(folder());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        properties.forEach(connector::setProperty);
        connector.setProperty("maxThreads", "40");
        connector.setProperty("minSpareThreads", "4");
        tomcat.setConnector(connector);
    }

    /** Starts a server with a host that applications can be deployed to. */
    static TomcatServer start() throws IOException, LifecycleException {
        return new TomcatServer().started();
    }

    /** Starts a server with Tomcat's default limits. */
    static TomcatServer startWithDefaults() throws IOException, LifecycleException {
        return new TomcatServer(Map.of()).started();
    }

    private TomcatServer started() throws LifecycleException {
        ((StandardHost) tomcat.getHost()).setFailCtxIfServletStartFails(true);
        tomcat.start();
        return this;
    }

    /** Creates a folder for this server's files, because concurrent servers must not share compiled JSPs. */
    private static String folder() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        return Files.createTempDirectory(all, "").toString();
    }

    /** Returns the name with the version on the class path: {@code tomcat-11.0}. */
    static String name() {
        return DoorName.of("tomcat", Tomcat.class);
    }

    Tomcat tomcat() {
        return tomcat;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public DeployedWar deploy(War war) {
        return new Deployed(tomcat.addWebapp("", war.folder().toString()));
    }

    @Override
    public Front front() {
        return Front.TOMCAT;
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

    private final class Deployed extends DeployedWar {
        private final Context context;

        Deployed(Context context) {
            this.context = context;
        }

        @Override
        public URI uri() {
            return TomcatServer.this.uri();
        }

        @Override
        protected ServletContext context() {
            return context.getServletContext();
        }

        @Override
        public void restart() throws LifecycleException {
            context.stop();
            context.start();
            context.reload();
        }

        @Override
        public void close() {
            tomcat.getHost().removeChild(context);
        }
    }
}
