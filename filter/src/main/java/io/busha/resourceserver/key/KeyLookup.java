package io.busha.resourceserver.key;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;

/** What a {@link KeySource} knows of a key id. Immutable and thread-safe. */
public sealed interface KeyLookup {

    /** The issuer publishes usable keys under this id. */
    final class Found implements KeyLookup {
        private final String issuer;
        private final List<RSAPublicKey> keys;

        Found(String issuer, List<RSAPublicKey> keys) {
            this.issuer = issuer;
            this.keys = keys;
        }

        /** The issuer to the letter, as its discovery document names it: what a token's {@code iss} must equal. */
        public String issuer() {
            return issuer;
        }

        /** The keys under this id, at least one; where there are several, each may have signed. */
        public List<RSAPublicKey> keys() {
            return keys;
        }
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
