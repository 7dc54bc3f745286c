package io.busha.resourceserver.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a whole token, which differs for tokens that differ in a single bit, and reveals nothing of them. */
record Fingerprint(long first, long second, long third, long fourth) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static Fingerprint of(BearerToken token) {
        byte[] digest = digest(token);
        return new Fingerprint(
                (long) LONG.get(digest, 0),
                (long) LONG.get(digest, Long.BYTES),
                (long) LONG.get(digest, 2 * Long.BYTES),
                (long) LONG.get(digest, 3 * Long.BYTES));
    }

    private static byte[] digest(BearerToken token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(token.bytes(), token.start(), token.bytes().length - token.start());
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns a part of the digest, which the sender of a token cannot choose. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }
}
