package io.busha.resourceserver.benchmarks.run;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns logs off where something is measured, except for errors: {@code java.util.logging.config.class}. */
public final class Silence {

    /** Made by the log manager of the JDK. */
    public Silence() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }
}
