package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Floods of junk kids and of other refused tokens, compared: two of each, as one is to be measured early and late like the
 * other; and a rotation under a flood of junk kids or right after it.
 */
record FloodRound(Duration length) implements Episode {

    private static final Duration STRANGER_EVERY = Duration.ofMillis(300);

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.traffic().strangers().shut();
        boolean junkOutside = stage.random().nextBoolean();
        Kind outside = junkOutside ? Kind.JUNK : Kind.OTHER;
        Kind inside = junkOutside ? Kind.OTHER : Kind.JUNK;
        double outer = flood(stage, outside);
        double inner = flood(stage, inside) + flood(stage, inside);
        outer += flood(stage, outside);
        stage.trial().floodsCompared(junkOutside ? outer : inner, junkOutside ? inner : outer);
        stage.traffic().strangers().open(STRANGER_EVERY.toNanos());
    }

    private double flood(Stage stage, Kind kind) throws InterruptedException {
        return kind == Kind.JUNK ? junk(stage) : other(stage);
    }

    private double junk(Stage stage) throws InterruptedException {
        boolean rotateUnderIt = stage.random().nextBoolean();
        stage.trial().floodBegins();
        long served = stage.traffic().served();
        Flood.Running running = begin(stage, Kind.JUNK);
        Thread.sleep(length.toMillis() / 4);
        @Nullable KeyTokens next = rotateUnderIt ? stage.rotate() : null;
        Thread.sleep(length.toMillis() / 4);
        double rate = ended(stage, Kind.JUNK, running, served);
        stage.trial().floodEnds();
        if (next == null) {
            stage.linger(Duration.ZERO, Duration.ofMillis(500));
            next = stage.rotate();
        }
        stage.awaitAdmission(next);
        stage.traffic().strangers().passed();
        return rate;
    }

    private double other(Stage stage) throws InterruptedException {
        long served = stage.traffic().served();
        Flood.Running running = begin(stage, Kind.OTHER);
        Thread.sleep(length.toMillis() / 2);
        return ended(stage, Kind.OTHER, running, served);
    }

    private static Flood.Running begin(Stage stage, Kind kind) {
        return stage.flood().begin(kind, new SplittableRandom(stage.random().nextLong()));
    }

    private double ended(Stage stage, Kind kind, Flood.Running running, long servedBefore) throws InterruptedException {
        double rate = running.end();
        double served = (stage.traffic().served() - servedBefore) * 2e3 / length.toMillis();
        System.out.printf("flood of %s: %.0f/s refused, %.0f/s served beside it%n", kind.label(), rate, served);
        return rate;
    }
}
