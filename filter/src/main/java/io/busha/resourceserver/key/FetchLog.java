package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs the fetches for the operator: one line per change of state, however often they fail. Thread-safe. */
final class FetchLog {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    /** The outage tolerance of keys that stay in use for ever, even if they cannot be read again. */
    static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    /** Enough for several key sets. */
    private static final int MAX_PASSED_OVER = 128;

    private final IssuerLocation location;
    private final Duration tolerance;
    private KeyHealth.State told = KeyHealth.State.STARTING;
    private boolean toldOfOtherIssuer;
    private final Set<KeySet.PassedOver> passedOver = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeySet.PassedOver, Boolean> eldest) {
            return size() > MAX_PASSED_OVER;
        }
    });

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

    /** Logs each unused key once, for as long as the key sets still contain it. */
    void passedOver(List<KeySet.PassedOver> keys) {
        keys.stream()
                .filter(this::isNews)
                .forEach(key -> LOG.info("{} of {} is not used: {}", key.name(), location, key.reason()));
    }

    private synchronized boolean isNews(KeySet.PassedOver key) {
        return passedOver.add(key);
    }

    /** Returns the level of a message: ERROR for the first report of a wrong issuer, DEBUG if the state has not changed. */
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
                : "No token can be verified until then";
    }
}
