package io.busha.resourceserver.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a whole token: tells two apart that differ in one bit, and gives nothing of either away. */
record Fingerprint(long first, long second, long third, long fourth) {

    static Fingerprint of(BearerToken token) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(token));
        return new Fingerprint(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static byte[] sha256(BearerToken token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(token.header(), token.start(), token.header().length - token.start());
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A part of it: whoever sends tokens cannot choose which. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }
}
