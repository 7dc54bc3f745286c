package io.busha.resourceserver.it.soak;

/** A registry and a log handler block while something happens, and a key must come through after it. */
record Blockade(Episode inner) implements Episode {

    @Override
    public void play(Stage stage) throws InterruptedException {
        long began = System.nanoTime();
        StuckSurroundings stuck = new StuckSurroundings();
        try {
            inner.play(stage);
            new Rotation().play(stage);
            stage.trial().blocked(began, System.nanoTime());
        } finally {
            stuck.close();
        }
    }
}
