package io.busha.resourceserver.it.soak;

import java.time.Duration;

/** Gives the server no reason to fetch: it uses a withdrawn key until the set is too old. */
final class Quiet implements Episode {

    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration STRANGER_EVERY = Duration.ofMillis(300);
    private static final Duration FORGER_EVERY = Duration.ofSeconds(2);
    private static final long PAUSE = 50;

    @Override
    public void play(Stage stage) throws InterruptedException {
        Traffic traffic = stage.traffic();
        traffic.forgers().shut();
        stage.awaitFullBudget();
        KeyTokens key = stage.withdraw();
        if (key != null) {
            useUntilRefused(stage, key);
        }
        traffic.forgers().open(FORGER_EVERY.toNanos());
        traffic.strangers().open(STRANGER_EVERY.toNanos());
    }

    private static void useUntilRefused(Stage stage, KeyTokens key) throws InterruptedException {
        try (Caller caller = new Caller(stage.server().port())) {
            stage.await(LONGEST, () -> {
                Exchange exchange = caller.call(Kind.WITHDRAWN, key.kid(), key.token(Kind.WITHDRAWN));
                stage.trial().witness(exchange);
                return exchange.status() == 401;
            });
        }
        stage.traffic().strangers().passed();
        Thread.sleep(PAUSE);
    }
}
