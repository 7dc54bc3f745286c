package io.busha.resourceserver.token;

import io.busha.resourceserver.key.IssuerKey;

/**
 * A token that was verified before: which key it names, the thumbprint of the one that signed it, what it said. Whether it is
 * valid now is open.
 */
record CachedToken(String kid, String signer, VerifiedToken token) {

    /** What a remembered token without claims takes, its place in the cache included, as measured. */
    private static final int FRAME = 640;

    /** How much of the heap it takes, as estimated: on a 64-bit JVM with compressed references. */
    int bytes() {
        return FRAME + token.bytes();
    }

    /** What verifying the signature once more would bring. */
    boolean signedBy(IssuerKey key) {
        return signer.equals(key.thumbprint());
    }
}
