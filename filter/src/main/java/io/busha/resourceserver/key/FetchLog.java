package io.busha.resourceserver.key;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What an operator reads of the fetches: one line per change of state, however often they fail. Thread-safe. */
final class FetchLog {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    /** The tolerance of keys that stay in use however long they cannot be read again. */
    static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final IssuerLocation location;
    private final Duration tolerance;
    private KeyHealth.State told = KeyHealth.State.STARTING;
    private boolean toldOfOtherIssuer;

    FetchLog(IssuerLocation location, Duration tolerance) {
        this.location = location;
        this.tolerance = tolerance;
    }

    void ended(KeyHealth.State state, int keys, @Nullable FetchException failure) {
        Level level = levelFor(state, failure);
        if (failure == null) {
            LOG.atLevel(level).log("{} keys of {} are in use", keys, location);
        } else {
            LOG.atLevel(level)
                    .log("The keys of {} cannot be fetched: {}. {}", location, failure.getMessage(), outlook(state));
        }
    }

    /** What is no change of state is of no interest but to whoever looks for it. */
    private synchronized Level levelFor(KeyHealth.State state, @Nullable FetchException failure) {
        boolean changed = told != state;
        boolean otherIssuer = failure != null && failure.kind() == FetchException.Kind.WRONG_ISSUER;
        boolean news = otherIssuer && !toldOfOtherIssuer;
        told = state;
        toldOfOtherIssuer = failure != null && (toldOfOtherIssuer || otherIssuer);
        if (news) {
            return Level.ERROR;
        }
        if (!changed) {
            return Level.DEBUG;
        }
        return failure == null ? Level.INFO : Level.WARN;
    }

    private String outlook(KeyHealth.State state) {
        if (tolerance.equals(FOR_EVER)) {
            return "Known keys stay in use";
        }
        return state == KeyHealth.State.DEGRADED
                ? "Known keys stay in use until " + tolerance + " after the last good fetch"
                : "No token can be verified until they are";
    }
}
