package io.busha.resourceserver.it.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Repeats a question until it gets the expected answer. */
final class Await {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /** Returns the first expected answer, or the last answer if none arrives within half a minute of an idle machine. */
    static <T> T until(Predicate<T> awaited, Callable<T> question) throws Exception {
        return until(LIMIT, awaited, question);
    }

    /** Returns the first expected answer, or the last answer if none arrives within this limit. */
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
