package io.busha.resourceserver.it.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again until the answer is the awaited one. */
final class Await {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /** The first answer that is the awaited one; the last one if none came in half a minute of a machine that is not busy. */
    static <T> T until(Predicate<T> awaited, Callable<T> question) throws Exception {
        return until(LIMIT, awaited, question);
    }

    /** The same with another limit. */
    static <T> T until(Duration limit, Predicate<T> awaited, Callable<T> question) throws Exception {
        Lapse lapse = Lapse.begin();
        T answer = question.call();
        while (!awaited.test(answer) && lapse.isShorterThan(limit)) {
            LockSupport.parkNanos(PAUSE);
            answer = question.call();
        }
        return answer;
    }
}
