package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.War;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class loader of a WAR. Outside the WAR, it sees only the JDK, the APIs of Jakarta EE and the server. */
final class WarLoader extends URLClassLoader {

    private WarLoader(URL[] jars, Server server) {
        super(jars, server);
    }

    static WarLoader of(War war) throws IOException {
        try (Stream<Path> files = Files.list(war.folder().resolve("WEB-INF/lib"))) {
            return new WarLoader(files.map(WarLoader::url).toArray(URL[]::new), new Server(!war.hasMicrometer()));
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Server extends ClassLoader {
        private static final String PROVIDERS = "META-INF/services/jakarta.websocket.";
        private static final List<String> SHOWN = List.of("jakarta.", "io.undertow.", "org.apache.", "com.sun.el.");
        private static final List<String> MICROMETER = List.of("io.micrometer.", "com.github.benmanes.caffeine.");

        private final boolean hasMicrometer;

        Server(boolean hasMicrometer) {
            super(ClassLoader.getPlatformClassLoader());
            this.hasMicrometer = hasMicrometer;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (isShown(name)) {
                return Server.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        /** Finds classes as files, as the JSP compiler requires. */
        @Override
        protected @Nullable URL findResource(String name) {
            return isShown(name) ? Server.class.getClassLoader().getResource(name) : null;
        }

        /** Finds the service file by which the WebSocket API looks up its provider. */
        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.startsWith(PROVIDERS)
                    ? Server.class.getClassLoader().getResources(name)
                    : Collections.emptyEnumeration();
        }

        private boolean isShown(String name) {
            String dotted = name.replace('/', '.');
            return SHOWN.stream().anyMatch(dotted::startsWith)
                    || (hasMicrometer && MICROMETER.stream().anyMatch(dotted::startsWith));
        }
    }
}
