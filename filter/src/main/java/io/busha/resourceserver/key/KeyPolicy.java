package io.busha.resourceserver.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a key source: how long keys are trusted, and the limits on fetching them and on waiting for them. Does not check its values:
 * only the caller knows which ones make sense. Immutable and thread-safe.
 */
public final class KeyPolicy {

    /** The policy that applies if nothing else is set. */
    public static final KeyPolicy DEFAULT = builder().build();

    private final Builder values;

    private KeyPolicy(Builder values) {
        this.values = values;
    }

    /** Returns a builder that starts with the values of this policy. */
    Builder toBuilder() {
        return new Builder(values);
    }

    /** Returns a builder that starts with the values of the {@linkplain #DEFAULT default} policy. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how old a key set may get while fetches succeed: it is refreshed at about four fifths of this age. */
    public Duration cachedFor() {
        return values.cachedFor;
    }

    /** Returns the cool-down: unknown key ids cause at most two fetches in a row, and then one per cool-down. */
    public Duration coolDown() {
        return values.coolDown;
    }

    /** Returns the maximum time that one lookup waits. */
    public Duration keyWait() {
        return values.keyWait;
    }

    /** Returns how many lookups may wait at the same time. */
    public int maxWaiting() {
        return values.maxWaiting;
    }

    /** Returns the maximum pause before a failed fetch is tried again, unless the issuer asks for a longer one. */
    public Duration retryCap() {
        return values.retryCap;
    }

    /** Returns the maximum pause that an issuer may ask for with {@code Retry-After} (RFC 9110 section 10.2.3). */
    public Duration retryAfterCap() {
        return values.retryAfterCap;
    }

    /** Returns how long after the last good fetch known keys are still trusted while fetches fail. */
    public Duration outageTolerance() {
        return values.outageTolerance;
    }

    /** Returns how long building the source waits for the first good fetch before it fails; zero if it does not wait. */
    public Duration startUpLimit() {
        return values.startUpLimit;
    }

    /** Returns whether a token may be signed by a key of the set other than the one that it names. */
    public boolean toleratesStaleKid() {
        return values.toleratesStaleKid;
    }

    /** Returns how many signatures per second may be verified with keys that the token does not name, if that is tolerated. */
    public int staleKidRate() {
        return values.staleKidRate;
    }

    /** Returns the provider that verifies signatures; {@linkplain SignatureProvider#named(String) auto} if nothing was set. */
    public SignatureProvider signatureProvider() {
        return values.signatureProvider == null ? SignatureProvider.automatic() : values.signatureProvider;
    }

    /** Returns the file in which the last good key set is kept for the next process, if any. */
    public Optional<Path> cacheFile() {
        return Optional.ofNullable(values.cacheFile);
    }

    /** Builds a policy. A policy that has been built is independent of later changes to the builder. Not thread-safe. */
    public static final class Builder {
        private Duration cachedFor = Duration.ofMinutes(5);
        private Duration coolDown = Duration.ofSeconds(5);
        private Duration keyWait = Duration.ofSeconds(2);
        private int maxWaiting = 32;
        private Duration retryCap = Duration.ofSeconds(30);
        private Duration retryAfterCap = Duration.ofMinutes(1);
        private Duration outageTolerance = Duration.ofHours(6);
        private Duration startUpLimit = Duration.ZERO;
        private boolean toleratesStaleKid;
        private int staleKidRate = 50;
        private @Nullable SignatureProvider signatureProvider;
        private @Nullable Path cacheFile;

        private Builder() {}

        private Builder(Builder other) {
            this.cachedFor = other.cachedFor;
            this.coolDown = other.coolDown;
            this.keyWait = other.keyWait;
            this.maxWaiting = other.maxWaiting;
            this.retryCap = other.retryCap;
            this.retryAfterCap = other.retryAfterCap;
            this.outageTolerance = other.outageTolerance;
            this.startUpLimit = other.startUpLimit;
            this.toleratesStaleKid = other.toleratesStaleKid;
            this.staleKidRate = other.staleKidRate;
            this.signatureProvider = other.signatureProvider;
            this.cacheFile = other.cacheFile;
        }

        /** Sets {@link KeyPolicy#cachedFor()}. */
        public Builder cachedFor(Duration time) {
            this.cachedFor = time;
            return this;
        }

        /** Sets {@link KeyPolicy#coolDown()}. */
        public Builder coolDown(Duration time) {
            this.coolDown = time;
            return this;
        }

        /** Sets {@link KeyPolicy#keyWait()}. */
        public Builder keyWait(Duration time) {
            this.keyWait = time;
            return this;
        }

        /** Sets {@link KeyPolicy#maxWaiting()}. */
        public Builder maxWaiting(int lookups) {
            this.maxWaiting = lookups;
            return this;
        }

        /** Sets {@link KeyPolicy#retryCap()}. */
        public Builder retryCap(Duration time) {
            this.retryCap = time;
            return this;
        }

        /** Sets {@link KeyPolicy#retryAfterCap()}. */
        public Builder retryAfterCap(Duration time) {
            this.retryAfterCap = time;
            return this;
        }

        /** Sets {@link KeyPolicy#outageTolerance()}. */
        public Builder outageTolerance(Duration time) {
            this.outageTolerance = time;
            return this;
        }

        /** Sets {@link KeyPolicy#startUpLimit()}. */
        public Builder startUpLimit(Duration time) {
            this.startUpLimit = time;
            return this;
        }

        /** Sets {@link KeyPolicy#toleratesStaleKid()}. */
        public Builder tolerateStaleKid(boolean tolerated) {
            this.toleratesStaleKid = tolerated;
            return this;
        }

        /** Sets {@link KeyPolicy#staleKidRate()}. */
        public Builder staleKidRate(int verificationsPerSecond) {
            this.staleKidRate = verificationsPerSecond;
            return this;
        }

        /** Sets {@link KeyPolicy#signatureProvider()}. */
        public Builder signatureProvider(SignatureProvider provider) {
            this.signatureProvider = provider;
            return this;
        }

        /** Sets {@link KeyPolicy#cacheFile()}. */
        public Builder cacheFile(Path file) {
            this.cacheFile = file;
            return this;
        }

        /** Builds the policy. */
        public KeyPolicy build() {
            return new KeyPolicy(new Builder(this));
        }
    }
}
