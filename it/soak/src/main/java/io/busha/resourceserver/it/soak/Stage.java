package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All participants, and the actions that several episodes share. */
record Stage(
        Terms terms,
        LocalIssuer issuer,
        ProtectedServer server,
        KeyPool pool,
        Wallet wallet,
        Traffic traffic,
        Flood flood,
        Trial trial,
        RandomGenerator random) {

    private static final long LOOK = 5;
    private static final long SPARE = Duration.ofMillis(200).toNanos();
    private static final Duration ADMISSION = Duration.ofSeconds(4);
    private static final int MAX_PUBLISHED = 6;

    /** Signs with a new key at once and withdraws old keys if there are too many. */
    KeyTokens rotate() throws InterruptedException {
        KeyTokens next = pool.take();
        trial.expect(next);
        wallet.rotate(next);
        return next;
    }

    /** A timeout is not reported here: the judge sees the answers. */
    void awaitAdmission(KeyTokens key) throws InterruptedException {
        await(ADMISSION, key::isAdmitted);
    }

    /** Clients that have just chosen a token may still use the key, which may cause a fetch. */
    @Nullable KeyTokens withdraw() {
        KeyTokens key = wallet.withdrawOne(random);
        traffic.strangers().passed();
        return key;
    }

    void withdrawAtRandom() {
        if (wallet.published() > MAX_PUBLISHED || (wallet.published() > 2 && random.nextInt(3) == 0)) {
            withdraw();
        }
    }

    /** Waits until unknown kids have their full fetch budget again. */
    void awaitFullBudget() throws InterruptedException {
        traffic.strangers().shut();
        long until = traffic.strangers().last() + terms.fullBudget() + SPARE;
        await(Duration.ofMinutes(1), () -> System.nanoTime() - until >= 0);
    }

    /** Returns whether the condition became true in time. */
    boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean come = condition.getAsBoolean();
        while (!come && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK);
            come = condition.getAsBoolean();
        }
        return come;
    }

    void linger(Duration least, Duration most) throws InterruptedException {
        Thread.sleep(random.nextLong(least.toMillis(), most.toMillis()));
    }
}
