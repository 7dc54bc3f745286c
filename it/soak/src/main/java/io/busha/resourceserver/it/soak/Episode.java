package io.busha.resourceserver.it.soak;

/** Something that the issuer or the clients do for some seconds. It leaves the issuer healthy. */
@FunctionalInterface
interface Episode {
    void play(Stage stage) throws InterruptedException;
}
