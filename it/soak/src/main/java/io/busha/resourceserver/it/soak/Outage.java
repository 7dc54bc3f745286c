package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Makes the issuer misbehave in one way until the server has met the fault and something has happened, then ends the fault. */
record Outage(Fault fault, boolean keysAlone, Episode meanwhile) implements Episode {

    private static final Duration STRANGER_EVERY = Duration.ofMillis(100);
    private static final Duration STRANGER_AFTERWARDS_EVERY = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Set<Fault> HARMLESS = EnumSet.of(Fault.ONE_MALFORMED_KEY);
    private static final long SURE = Duration.ofMillis(100).toNanos();

    @Override
    public void play(Stage stage) throws InterruptedException {
        long failedBefore = stage.server().failedFetches();
        int hitsBefore = stage.trial().ask(story -> story.hits(fault));
        begin(stage);
        stage.traffic().strangers().open(STRANGER_EVERY.toNanos());
        stage.await(LIMIT, () -> isHit(stage, hitsBefore, failedBefore));
        stage.linger(Duration.ofMillis(100), Duration.ofMillis(1300));
        meanwhile.play(stage);
        stage.linger(Duration.ofMillis(100), Duration.ofMillis(500));
        heal(stage);
        stage.awaitAdmission(stage.wallet().current());
        stage.traffic().strangers().open(STRANGER_AFTERWARDS_EVERY.toNanos());
    }

    /** Discovery is fetched again only if the keys are gone, so another issuer is noticed only then. */
    private void begin(Stage stage) {
        if (fault == Fault.OTHER_ISSUER) {
            stage.issuer().misbehave(Endpoint.DISCOVERY, fault);
            stage.issuer().misbehave(Endpoint.JWKS, keysAlone ? Fault.STATUS_404 : Fault.STATUS_410);
        } else if (keysAlone) {
            stage.issuer().misbehave(Endpoint.JWKS, fault);
        } else {
            stage.issuer().misbehave(fault);
        }
    }

    private boolean isHit(Stage stage, int hitsBefore, long failedBefore) {
        if (isUnseenByIssuer() && stage.server().failedFetches() > failedBefore) {
            stage.trial().missed(fault);
        }
        return stage.trial().ask(story -> story.hits(fault)) > hitsBefore;
    }

    /** A closed port logs nothing. */
    private boolean isUnseenByIssuer() {
        return fault == Fault.REFUSED && !keysAlone;
    }

    /** Changes keys only after the server has certainly noticed; otherwise strange tokens could use up the fetch that the new key needs. */
    static void changeKeys(Stage stage) throws InterruptedException {
        long now = System.nanoTime();
        boolean noticed = stage.trial().ask(story -> story.fetches().surelyFailing(now, now, SURE));
        if (noticed && stage.random().nextInt(3) == 0) {
            stage.rotate();
        }
        if (stage.random().nextInt(3) == 0) {
            stage.withdrawAtRandom();
        }
    }

    private void heal(Stage stage) throws InterruptedException {
        long since = System.nanoTime();
        stage.issuer().misbehave(Fault.NONE);
        if (!HARMLESS.contains(fault)) {
            stage.await(LIMIT, () -> stage.trial().ask(story -> story.fetches().areWellSince(since)));
        }
    }
}
