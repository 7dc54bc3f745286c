package io.busha.resourceserver.it.undertow;

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

/** The class loader of a WAR: of everything around it, it sees the JDK, the APIs of Jakarta EE and the server alone. */
final class WarLoader extends URLClassLoader {

    private WarLoader(URL[] jars) {
        super(jars, new Server());
    }

    static WarLoader of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("WEB-INF/lib"))) {
            return new WarLoader(files.map(WarLoader::url).toArray(URL[]::new));
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

        Server() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (isShown(name)) {
                return Server.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        /** The compiler of JSPs reads classes as files. */
        @Override
        protected @Nullable URL findResource(String name) {
            return isShown(name) ? Server.class.getClassLoader().getResource(name) : null;
        }

        /** The API of WebSocket asks for its provider by a file. */
        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.startsWith(PROVIDERS)
                    ? Server.class.getClassLoader().getResources(name)
                    : Collections.emptyEnumeration();
        }

        private static boolean isShown(String name) {
            return SHOWN.stream().anyMatch(name.replace('/', '.')::startsWith);
        }
    }
}
