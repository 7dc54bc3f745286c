package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;

/**
 * A registry and a log handler block in an outage and afterwards, when a new key must come through. More fetches fail in it than
 * the library has threads for: if each of them left one blocked, none would be left.
 */
record Blockade(Fault fault) implements Episode {

    private static final int FETCHES = 10;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Override
    public void play(Stage stage) throws InterruptedException {
        long began = System.nanoTime();
        StuckSurroundings stuck = new StuckSurroundings();
        try {
            new Outage(fault, true, Blockade::failOften).play(stage);
            new Rotation().play(stage);
            stage.trial().blocked(began, System.nanoTime());
        } finally {
            stuck.close();
        }
    }

    private static void failOften(Stage stage) throws InterruptedException {
        int before = fetches(stage);
        stage.await(LONGEST, () -> fetches(stage) - before >= FETCHES);
        Outage.changeKeys(stage);
    }

    private static int fetches(Stage stage) {
        return stage.trial().ask(story -> story.fetches().all());
    }
}
