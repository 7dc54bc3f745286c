package io.busha.resourceserver.key;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of the fetches: one line per change of state, however often they fail. Told by one at a time. */
final class FetchLog {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final IssuerLocation location;
    private final Duration tolerance;
    private KeyHealth.State told = KeyHealth.State.STARTING;
    private boolean toldOfOtherIssuer;

    FetchLog(IssuerLocation location, Duration tolerance) {
        this.location = location;
        this.tolerance = tolerance;
    }

    void ended(KeyHealth.State state, int keys, @Nullable FetchException failure) {
        if (failure != null) {
            failed(state, failure);
        } else if (told != state) {
            LOG.info("{} keys of {} are in use", keys, location);
            toldOfOtherIssuer = false;
        }
        told = state;
    }

    private void failed(KeyHealth.State state, FetchException failure) {
        if (failure.kind() == FetchException.Kind.WRONG_ISSUER && !toldOfOtherIssuer) {
            toldOfOtherIssuer = true;
            LOG.error("The keys of {} cannot be trusted: {}. {}", location, failure.getMessage(), outlook(state));
        } else if (told != state) {
            LOG.warn("The keys of {} cannot be fetched: {}. {}", location, failure.getMessage(), outlook(state));
        } else {
            LOG.debug("The keys of {} still cannot be fetched: {}", location, failure.getMessage());
        }
    }

    private String outlook(KeyHealth.State state) {
        return state == KeyHealth.State.DEGRADED
                ? "Known keys stay in use until " + tolerance + " after the last good fetch"
                : "No token can be verified until they are";
    }
}
