package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.War;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;

/** A WAR on Tomcat, which reads its {@code web.xml} and gives it a class loader of its own. Closing deletes the WAR. */
final class TomcatWarDoor extends ServletDoor {

    private final War war;
    private final TomcatServer server = new TomcatServer();
    private final Context context;
    private final URI uri;

    TomcatWarDoor(War war) throws IOException, LifecycleException {
        this.war = war;
        context = server.tomcat().addWebapp("", war.folder().toString());
        uri = server.start();
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    protected ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            war.close();
        }
    }
}
