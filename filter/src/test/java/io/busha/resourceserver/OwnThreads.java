package io.busha.resourceserver;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Runs code in a thread group of its own. Threads belong to the group of the thread that starts them, so the threads of this code
 * can be told from those that other tests have left behind.
 */
public final class OwnThreads {

    private final ThreadGroup group = new ThreadGroup("own");

    /** Runs the code to its end, on a thread that is gone then. What it throws is the cause of the exception. */
    public <T> T run(Callable<T> code) throws Exception {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = new Thread(group, task, "own");
        thread.start();
        thread.join();
        return task.get();
    }

    /** The names of those threads that are still alive and have a name that begins so. */
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
