package io.busha.resourceserver.key.internal;

import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * A public key of an issuer, which verifies RS256 signatures only, whatever a token's header says. Two keys are equal if their thumbprints
 * are. Immutable and thread-safe.
 */
public final class IssuerKey {

    private final RSAPublicKey published;
    private final SignatureCheck check;
    private final String thumbprint;

    /** Checks whether a key made the signature of a part of a text. */
    @FunctionalInterface
    public interface SignatureCheck {

        /** Returns whether the key made this signature. */
        boolean holds(byte[] text, int from, int to, byte[] signature);
    }

    /**
     * Creates a key.
     *
     * @param published the key as the issuer publishes it
     * @param check checks signatures by this key
     */
    public IssuerKey(RSAPublicKey published, SignatureCheck check) {
        this.published = published;
        this.check = check;
        this.thumbprint = new RsaJsonWebKey(published).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** Returns the key's JWK thumbprint by SHA-256 (RFC 7638 section 3). */
    public String thumbprint() {
        return thumbprint;
    }

    /**
     * Returns whether this key made the signature (RFC 8017 section 8.2.2).
     *
     * @param text contains the JWS signing input (RFC 7515 section 5.2)
     * @param from the index of the first byte of the input
     * @param to the index after the last byte of the input
     */
    public boolean signed(byte[] text, int from, int to, byte[] signature) {
        boolean fits = signature.length == (published.getModulus().bitLength() + 7) / 8;
        return fits && check.holds(text, from, to, signature);
    }

    /** Returns the key as the issuer publishes it. */
    public RSAPublicKey published() {
        return published;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IssuerKey key && thumbprint.equals(key.thumbprint);
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    /** Returns the thumbprint. */
    @Override
    public String toString() {
        return "IssuerKey[" + thumbprint + "]";
    }
}
