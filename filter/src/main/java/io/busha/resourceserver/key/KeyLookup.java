package io.busha.resourceserver.key;

import java.time.Duration;

/** The answer of a {@link KeySource} to the question which key signed a token. Immutable and thread-safe. */
public sealed interface KeyLookup {

    /** A key of the issuer signed the token. */
    final class Found implements KeyLookup {
        private final String issuer;
        private final IssuerKey key;

        Found(String issuer, IssuerKey key) {
            this.issuer = issuer;
            this.key = key;
        }

        /**
         * Returns the issuer's exact name from its discovery document, or from the settings if there is none. A token's {@code iss} must
         * equal it.
         */
        public String issuer() {
            return issuer;
        }

        /** Returns the key that signed the token. */
        public IssuerKey key() {
            return key;
        }
    }

    /** The issuer publishes usable keys under this id, but none of them signed the token. */
    final class Mismatch implements KeyLookup {
        static final Mismatch INSTANCE = new Mismatch();

        private Mismatch() {}
    }

    /** The issuer publishes no usable key under this id, according to the last good fetch. */
    final class Absent implements KeyLookup {
        static final Absent INSTANCE = new Absent();

        private Absent() {}
    }

    /** There is no answer, because the issuer's keys could not be fetched or checked in time. */
    final class Unavailable implements KeyLookup {
        private final Duration retryAfter;

        Unavailable(Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        /** Returns how long to wait before another attempt. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
