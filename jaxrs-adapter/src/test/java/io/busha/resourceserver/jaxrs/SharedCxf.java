package io.busha.resourceserver.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Loads classes and files of tests again: CXF as several applications share it, and below it this adapter as in one of them. */
final class SharedCxf extends ClassLoader {

    private static final String CXF = "org.apache.cxf.";
    private static final String ADAPTER = SharedCxf.class.getPackageName() + ".";

    private final String own;
    private final String hidden;

    private SharedCxf(ClassLoader parent, String own, String hidden) {
        super(parent);
        this.own = own;
        this.hidden = hidden;
    }

    /** Returns the loader of a CXF that does not see the adapter. */
    static ClassLoader container() {
        return new SharedCxf(SharedCxf.class.getClassLoader(), CXF, ADAPTER);
    }

    /** Returns the loader of an application with the adapter. */
    static ClassLoader application(ClassLoader container) {
        return new SharedCxf(container, ADAPTER, "nothing");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.startsWith(own) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream bytes = SharedCxf.class.getClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] read = bytes.readAllBytes();
            return defineClass(name, read, 0, read.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> seen = new ArrayList<>();
        for (URL url : Collections.list(SharedCxf.class.getClassLoader().getResources(name))) {
            try (InputStream text = url.openStream()) {
                if (!new String(text.readAllBytes(), StandardCharsets.ISO_8859_1).contains(hidden)) {
                    seen.add(url);
                }
            }
        }
        return Collections.enumeration(seen);
    }
}
