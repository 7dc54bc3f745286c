package io.busha.resourceserver.benchmarks.run;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns off all logs except errors during a measurement: {@code java.util.logging.config.class}. */
public final class Silence {

    /** Created by the JDK's log manager. */
    public Silence() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }
}
