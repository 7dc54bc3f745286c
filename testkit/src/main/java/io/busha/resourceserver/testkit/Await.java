package io.busha.resourceserver.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again until the answer is the awaited one. */
final class Await {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** The first answer that is the awaited one; the last one where none came in time. */
    static <T> T until(Duration limit, Predicate<T> awaited, Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        T answer = question.call();
        while (!awaited.test(answer) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE);
            answer = question.call();
        }
        return answer;
    }
}
