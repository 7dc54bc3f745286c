package io.busha.resourceserver.key;

import java.util.function.Supplier;

/**
 * Threads that others start inherit the context class loader of whoever started them, and may live longer than an application:
 * they must not hold its class loader.
 */
final class SystemClassLoader {

    private SystemClassLoader() {}

    /** Makes something while the system's class loader is this thread's context class loader. */
    static <T> T during(Supplier<T> making) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return making.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
