package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The health of a {@link KeySource} at one moment: for health checks, never for decisions. Immutable and thread-safe. */
public final class KeyHealth {

    /** The state of the keys: whether tokens can be verified. */
    public enum State {
        /** The first fetch has not ended yet. */
        STARTING,
        /** There are keys, and the last fetch succeeded. */
        UP,
        /**
         * There are keys, but the last fetch failed, or the keys come from the cache file and no fetch has succeeded yet. Known keys are in
         * use; a token with an unknown key id cannot be judged.
         */
        DEGRADED,
        /** There is no key that may be used, and every token is answered with 503; or the source is closed. */
        DOWN
    }

    private final State state;
    private final @Nullable Duration age;
    private final @Nullable String lastError;
    private final Set<String> keyIds;
    private final String signatureProvider;

    KeyHealth(
            State state,
            @Nullable Duration age,
            @Nullable String lastError,
            Set<String> keyIds,
            SignatureProvider signatureProvider) {
        this.state = state;
        this.age = age;
        this.lastError = lastError;
        this.keyIds = Set.copyOf(keyIds);
        this.signatureProvider = signatureProvider.name();
    }

    /** Returns whether tokens can be verified. */
    public State state() {
        return state;
    }

    /**
     * Returns how long ago the last good fetch began, or the last good read of a file; empty if there was none, and for keys that never
     * change.
     */
    public Optional<Duration> age() {
        return Optional.ofNullable(age);
    }

    /** Returns the kind of failure if the last fetch failed: a value of the tag {@code cause} of the fetch meter. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** Returns the ids of the keys that may be used now. The issuer chooses them: they may contain any character. */
    public Set<String> keyIds() {
        return keyIds;
    }

    /** Returns which security provider verifies signatures: {@code jdk}, or the name of another one. */
    public String signatureProvider() {
        return signatureProvider;
    }

    /** Returns the state, age, error and signature provider, without the key ids. */
    @Override
    public String toString() {
        return "KeyHealth[" + state + ", age " + (age == null ? "none" : age) + ", last error "
                + (lastError == null ? "none" : lastError) + ", signatures by " + signatureProvider + "]";
    }
}
