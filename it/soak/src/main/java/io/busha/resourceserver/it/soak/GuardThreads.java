package io.busha.resourceserver.it.soak;

import java.util.Arrays;

/** The threads of the library in this process. */
final class GuardThreads {

    private static final String NAME = "busha-keys";

    private GuardThreads() {}

    /** Returns how many there are. */
    static int alive() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 256];
        int all = root.enumerate(threads);
        return (int) Arrays.stream(threads, 0, all)
                .filter(thread -> thread.getName().startsWith(NAME))
                .count();
    }
}
