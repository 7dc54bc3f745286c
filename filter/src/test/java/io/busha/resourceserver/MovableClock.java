package io.busha.resourceserver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MovableClock extends Clock {

    private final String alive = "alive since " + System.nanoTime();
    private volatile Instant now;

    /** Creates a clock that shows this moment. */
    public MovableClock(Instant now) {
        this.now = now;
    }

    /** Sets the clock to this moment. */
    public void set(Instant moment) {
        now = moment;
    }

    /** Moves the clock forward. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Returns a text that no other object holds: a dump of the heap has it as long as the clock can be reached. */
    public String alive() {
        return alive;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
