package io.busha.resourceserver.servlet.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The class loader of a container or of an application in it: it defines some classes itself and hides others. */
final class ContainerLoader extends ClassLoader {

    private final Set<String> own = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> broken = new HashSet<>();

    ContainerLoader() {
        super(ContainerLoader.class.getClassLoader());
    }

    /** Defines its own copy of this class. */
    ContainerLoader bringing(Class<?> type) {
        own.add(type.getName());
        return this;
    }

    ContainerLoader hiding(Class<?> type) {
        hidden.add(type.getName());
        return this;
    }

    /** Fails to load this class as if a library that it needs were missing. */
    ContainerLoader breaking(Class<?> type) {
        broken.add(type.getName());
        return this;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        if (broken.contains(name)) {
            throw new NoClassDefFoundError("com/acme/Library");
        }
        return own.contains(name) ? ownClass(name) : super.loadClass(name, resolve);
    }

    private Class<?> ownClass(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = Objects.requireNonNull(file).readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
