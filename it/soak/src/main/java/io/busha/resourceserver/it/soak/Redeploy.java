package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;

/**
 * The application goes, and comes again with a new guard and the keys that the old one has kept in a file.
 *
 * @param moment when it goes
 * @param required whether it may start without keys
 */
record Redeploy(Moment moment, boolean required) implements Episode {

    private static final Duration FETCH = Duration.ofSeconds(3);
    private static final Duration LIFE_OF_OLD_KEYS = Duration.ofSeconds(3);
    private static final Duration AFTER_IT = Duration.ofMillis(1500);
    private static final Duration THREADS_END = Duration.ofSeconds(1);
    private static final Duration MAX_GRACE = Duration.ofMillis(1500);
    private static final Duration SPARE = Duration.ofMillis(300);

    /** When the application stops, and how old its keys are when the next one starts. */
    enum Moment {
        ANY,
        IN_A_FETCH,
        /** During an outage that outlasts the saved keys. */
        WITH_OLD_KEYS
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.linger(Duration.ZERO, Duration.ofMillis(300));
        stage.withdrawAtRandom();
        if (moment == Moment.IN_A_FETCH) {
            stage.await(FETCH, () -> stage.trial().ask(story -> story.fetches().isPending()));
        }
        replace(stage);
        sendFirst(stage);
        if (moment == Moment.WITH_OLD_KEYS) {
            Thread.sleep(LIFE_OF_OLD_KEYS.plus(AFTER_IT).toMillis());
            stage.trial().outlastedKeys();
        } else {
            stage.linger(Duration.ofMillis(300), Duration.ofMillis(900));
        }
    }

    private void replace(Stage stage) throws InterruptedException {
        stage.trial().goes();
        stage.server().undeploy();
        long undeployed = System.nanoTime();
        stage.await(THREADS_END.plus(MAX_GRACE), () -> GuardThreads.alive() == 0);
        int threads = GuardThreads.alive();
        stage.await(gap(stage).minusNanos(System.nanoTime() - undeployed), () -> false);
        int meters = stage.server().meters();
        long trustedUntil =
                moment == Moment.WITH_OLD_KEYS ? stage.server().ageKeptKeys(LIFE_OF_OLD_KEYS) : KeyStory.NEVER;
        long ended = System.nanoTime();
        stage.trial().comes(trustedUntil);
        boolean started = stage.server().deploy(required);
        stage.trial().isThere(new Gap(undeployed, ended, threads, meters, started));
        if (!started) {
            stage.issuer().misbehave(Fault.NONE);
            stage.server().undeploy();
            stage.server().deploy(false);
        }
    }

    /** An old guard would retry after a failed fetch. */
    private Duration gap(Stage stage) {
        return moment == Moment.IN_A_FETCH
                ? Duration.ofNanos(stage.terms().recovery()).plus(SPARE)
                : Duration.ofMillis(stage.random().nextInt(600));
    }

    /** The very first request brings a key that must be known. */
    private static void sendFirst(Stage stage) {
        KeyTokens key = stage.wallet().current();
        if (key.isAdmitted()) {
            try (Caller caller = new Caller(stage.server().port())) {
                stage.trial().witness(caller.call(Kind.CURRENT, key.kid(), key.token(Kind.CURRENT)));
            }
        }
    }
}
