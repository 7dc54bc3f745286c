package io.busha.resourceserver;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Runs code in its own thread group. Threads belong to the group of the thread that starts them, so the threads of this code can
 * be distinguished from leftovers of other tests.
 */
public final class OwnThreads {

    private final ThreadGroup group = new ThreadGroup("own");

    /** Runs the code to completion on a thread that then ends. An exception is wrapped as the cause. */
    public <T> T run(Callable<T> code) throws Exception {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = new Thread(group, task, "own");
        thread.start();
        thread.join();
        return task.get();
    }

    /** Returns the names of those threads that are alive and start with this prefix. */
    public List<String> alive(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> group.equals(thread.getThreadGroup()))
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** Waits until none of those threads is alive. Collects garbage: before JDK 21 the threads of an HTTP client end with it. */
    public void awaitNone(String prefix) {
        Patience.await(() -> {
            System.gc();
            return alive(prefix).isEmpty();
        });
    }
}
