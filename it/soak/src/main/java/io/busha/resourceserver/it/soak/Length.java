package io.busha.resourceserver.it.soak;

import java.time.Duration;

/**
 * How long the soak is and what must have happened by its end. Below twenty minutes the short form's quotas hold, however
 * many minutes there are; from there on the long form's.
 */
record Length(Duration time, int rotations, int hitsOfEachFault, int redeploys, int floodRounds, Duration floodRound) {

    static final double MIN_MINUTES = 2;

    private static final double LONG_MINUTES = 20;

    static Length ofMinutes(double minutes) {
        Duration time = Duration.ofMillis(Math.round(minutes * 60_000));
        return minutes < LONG_MINUTES
                ? new Length(time, 10, 1, 1, 2, Duration.ofSeconds(2))
                : new Length(time, 100, 3, 3, 5, Duration.ofSeconds(4));
    }
}
