package io.busha.resourceserver.it.soak;

import java.time.Duration;

/** In healthy times, signs with a new key at once and withdraws a random old one. */
final class Rotation implements Episode {

    private static final Duration STRANGER_EVERY = Duration.ofMillis(300);

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.awaitFullBudget();
        stage.awaitAdmission(stage.rotate());
        stage.withdrawAtRandom();
        stage.traffic().strangers().open(STRANGER_EVERY.toNanos());
        stage.linger(Duration.ofMillis(100), Duration.ofMillis(600));
    }
}
