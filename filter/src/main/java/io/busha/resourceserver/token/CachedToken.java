package io.busha.resourceserver.token;

import io.busha.resourceserver.key.internal.IssuerKey;

/**
 * A token that has been verified before: the key id that it names, the thumbprint of the key that signed it, and its content. It need not
 * be valid now.
 */
record CachedToken(String kid, String signer, VerifiedToken token) {

    /** The size of a cached token without claims, including its entry in the token cache, as measured. */
    private static final int FRAME = 640;

    /** Returns the estimated size on the heap in bytes, on a 64-bit JVM with compressed references. */
    int bytes() {
        return FRAME + token.bytes();
    }

    /** Returns whether this key signed the token: the result that verifying the signature again would have. */
    boolean signedBy(IssuerKey key) {
        return signer.equals(key.thumbprint());
    }
}
