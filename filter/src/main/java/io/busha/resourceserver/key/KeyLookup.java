package io.busha.resourceserver.key;

import java.time.Duration;

/** What a {@link KeySource} knows of a token's signer. Immutable and thread-safe. */
public sealed interface KeyLookup {

    /** A key of the issuer signed. */
    final class Found implements KeyLookup {
        private final String issuer;
        private final IssuerKey key;

        Found(String issuer, IssuerKey key) {
            this.issuer = issuer;
            this.key = key;
        }

        /** The issuer to the letter, as its discovery document names it: what a token's {@code iss} must equal. */
        public String issuer() {
            return issuer;
        }

        /** The key that signed. */
        public IssuerKey key() {
            return key;
        }
    }

    /** The issuer publishes usable keys under this id, and none of them signed. */
    final class Mismatch implements KeyLookup {
        static final Mismatch INSTANCE = new Mismatch();

        private Mismatch() {}
    }

    /** The issuer was asked, and publishes no usable key under this id. */
    final class Absent implements KeyLookup {
        static final Absent INSTANCE = new Absent();

        private Absent() {}
    }

    /** Nobody can say: the issuer's keys could not be fetched. */
    final class Unavailable implements KeyLookup {
        private final Duration retryAfter;

        Unavailable(Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        /** When it is worth asking again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
