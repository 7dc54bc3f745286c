package io.busha.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a test waits for what must happen: longer than a busy machine takes, and used up only if a test fails. */
public final class Patience {

    public static final Duration LIMIT = Duration.ofMinutes(1);

    private Patience() {}

    /** Checks again and again without a pause. */
    public static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - began).isLessThan(LIMIT.toNanos());
            Thread.onSpinWait();
        }
    }
}
