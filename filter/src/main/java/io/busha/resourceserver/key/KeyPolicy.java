package io.busha.resourceserver.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How keys are kept: how long they are trusted, how fetching and waiting for them are bounded. Immutable and thread-safe.
 * Which values make sense is the business of whoever sets them; nothing is checked here.
 */
public final class KeyPolicy {

    /** What holds where nothing else is set. */
    public static final KeyPolicy DEFAULT = builder().build();

    private final Builder values;

    private KeyPolicy(Builder values) {
        this.values = values;
    }

    /** A builder that begins as this policy. */
    Builder toBuilder() {
        return new Builder(values);
    }

    /** A policy that begins as the {@linkplain #DEFAULT default} one. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long a fetched set is used: it is fetched again at about four fifths of this. */
    public Duration cachedFor() {
        return values.cachedFor;
    }

    /** Unknown key ids cause two fetches at once, and then one in every such time. */
    public Duration coolDown() {
        return values.coolDown;
    }

    /** The longest that one lookup waits. */
    public Duration keyWait() {
        return values.keyWait;
    }

    /** How many lookups may wait at once. */
    public int maxWaiting() {
        return values.maxWaiting;
    }

    /** The longest pause before a failed fetch is tried again, unless the issuer asks for a longer one. */
    public Duration retryCap() {
        return values.retryCap;
    }

    /** The longest pause that an issuer may ask for with {@code Retry-After} (RFC 9110 section 10.2.3). */
    public Duration retryAfterCap() {
        return values.retryAfterCap;
    }

    /** How long after the last good fetch known keys are still trusted while fetches fail. */
    public Duration outageTolerance() {
        return values.outageTolerance;
    }

    /** How long building waits for the first good fetch, and fails without; zero where it does not wait. */
    public Duration startUpLimit() {
        return values.startUpLimit;
    }

    /** Whether a token may be signed by another key of the set than the one that it names. */
    public boolean toleratesStaleKid() {
        return values.toleratesStaleKid;
    }

    /** How many signatures a second may be verified with keys that the token does not name, where that is tolerated. */
    public int staleKidRate() {
        return values.staleKidRate;
    }

    /** Who verifies signatures; where nothing was set, {@linkplain SignatureProvider#named(String) auto}. */
    public SignatureProvider signatureProvider() {
        return values.signatureProvider == null ? SignatureProvider.automatic() : values.signatureProvider;
    }

    /** Where the last good set is kept for the next process, if anywhere. */
    public Optional<Path> cacheFile() {
        return Optional.ofNullable(values.cacheFile);
    }

    /** Sets the values of a policy. Each policy that is built is independent of later changes. Not thread-safe. */
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

        /** The policy. */
        public KeyPolicy build() {
            return new KeyPolicy(new Builder(this));
        }
    }
}
