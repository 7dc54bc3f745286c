package io.busha.resourceserver.key;

import java.util.function.Supplier;

/**
 * Runs code that may start threads that outlive an application. A thread inherits the context class loader of the thread that starts it,
 * and would keep the application's class loader in memory.
 */
final class SystemClassLoader {

    private SystemClassLoader() {}

    /** Calls the supplier while the system class loader is this thread's context class loader. */
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
