package io.busha.resourceserver.token;

import org.jspecify.annotations.Nullable;

/**
 * Caches the headers of verified tokens as they were sent, each with its key id: an issuer writes the same header into all tokens of a key.
 * The meaning of a header never changes, so an entry is never wrong; only the newest few are kept. Thread-safe.
 */
final class HeaderCache {

    private static final int MAX_HEADERS = 16;

    private volatile Cached[] newestFirst = {};

    private static final class Cached {
        private final byte[] encoded;
        private final String kid;

        Cached(byte[] encoded, String kid) {
            this.encoded = encoded;
            this.kid = kid;
        }
    }

    private @Nullable Cached find(CompactToken token) {
        for (Cached header : newestFirst) {
            if (token.hasEncodedHeader(header.encoded)) {
                return header;
            }
        }
        return null;
    }

    /** Returns what {@link Header#unverifiedKid} returns for the token's header. */
    String unverifiedKid(CompactToken token) {
        Cached header = find(token);
        return header == null ? Header.unverifiedKid(token.header()) : header.kid;
    }

    /** Adds the header of a verified token. Unverified tokens must not be added: they would push out the headers that are worth keeping. */
    void add(CompactToken verified, String kid) {
        if (find(verified) == null) {
            add(new Cached(verified.encodedHeader(), kid));
        }
    }

    private synchronized void add(Cached header) {
        Cached[] more = new Cached[Math.min(newestFirst.length + 1, MAX_HEADERS)];
        more[0] = header;
        System.arraycopy(newestFirst, 0, more, 1, more.length - 1);
        newestFirst = more;
    }
}
