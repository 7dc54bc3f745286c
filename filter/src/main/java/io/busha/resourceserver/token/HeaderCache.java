package io.busha.resourceserver.token;

import org.jspecify.annotations.Nullable;

/**
 * Headers of tokens that were verified, as they were sent, each with its key id: an issuer writes the same one into every token
 * of a key. What a text says does not change, so none is ever wrong; only the newest few are kept. Thread-safe.
 */
final class HeaderCache {

    private static final int MAX_HEADERS = 16;

    private volatile Known[] newestFirst = {};

    private static final class Known {
        private final byte[] encoded;
        private final String kid;

        Known(byte[] encoded, String kid) {
            this.encoded = encoded;
            this.kid = kid;
        }
    }

    private @Nullable Known find(CompactToken token) {
        for (Known header : newestFirst) {
            if (token.hasEncodedHeader(header.encoded)) {
                return header;
            }
        }
        return null;
    }

    /** What {@link Header#unverifiedKid} says of the token's header. */
    String unverifiedKid(CompactToken token) {
        Known header = find(token);
        return header == null ? Header.unverifiedKid(token.header()) : header.kid;
    }

    /** To be told of verified tokens only: others would push out what is worth keeping. */
    void remember(CompactToken verified, String kid) {
        if (find(verified) == null) {
            add(new Known(verified.encodedHeader(), kid));
        }
    }

    private synchronized void add(Known header) {
        Known[] more = new Known[Math.min(newestFirst.length + 1, MAX_HEADERS)];
        more[0] = header;
        System.arraycopy(newestFirst, 0, more, 1, more.length - 1);
        newestFirst = more;
    }
}
