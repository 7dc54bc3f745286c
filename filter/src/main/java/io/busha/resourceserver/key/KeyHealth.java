package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a {@link KeySource} does at one moment: for health checks, never for decisions. Immutable and thread-safe. */
public final class KeyHealth {

    /** Whether tokens can be verified. */
    public enum State {
        /** The first fetch has not ended yet. */
        STARTING,
        /** There are keys, and the last fetch was good. */
        UP,
        /** There are keys, and the last fetch failed: known keys are in use, unknown ones cannot be told. */
        DEGRADED,
        /** There is no key that may be used: every token is answered with 503. */
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

    /** Whether tokens can be verified. */
    public State state() {
        return state;
    }

    /** How long ago the last good fetch began; empty where there was none, and for keys that were not fetched. */
    public Optional<Duration> age() {
        return Optional.ofNullable(age);
    }

    /** The class of the failure of the last fetch, where it failed: a value of the tag {@code cause} of its meter. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** The ids of the keys that may be used now. The issuer chose them: they may hold any character. */
    public Set<String> keyIds() {
        return keyIds;
    }

    /** Who verifies signatures: {@code jdk}, or the name of another security provider. */
    public String signatureProvider() {
        return signatureProvider;
    }

    /** State, age, error and signature provider, without the key ids. */
    @Override
    public String toString() {
        return "KeyHealth[" + state + ", age " + (age == null ? "none" : age) + ", last error "
                + (lastError == null ? "none" : lastError) + ", signatures by " + signatureProvider + "]";
    }
}
