package io.busha.resourceserver.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3, RFC 8017 section 8.2.2), as computed by one security provider. */
final class Rs256 {

    static final Rs256 JDK = new Rs256(jdk("SunRsaSign"));

    private static final String NAME = "SHA256withRSA";

    private final Provider provider;

    Rs256(Provider provider) {
        this.provider = provider;
    }

    /** Returns the JDK's provider of that name; on a JDK without it, the preferred provider of RS256. */
    static Provider jdk(String name) {
        try {
            Provider usual = Security.getProvider(name);
            return usual == null ? Signature.getInstance(NAME).getProvider() : usual;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK cannot verify RS256", e);
        }
    }

    /** Returns the key in the provider's own form. */
    RSAPublicKey translated(RSAPublicKey key) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
    }

    /** Returns whether the key made this signature of a part of the text. */
    boolean holds(RSAPublicKey key, byte[] text, int from, int to, byte[] signature) {
        try {
            Signature check = Signature.getInstance(NAME, provider);
            check.initVerify(key);
            check.update(text, from, to - from);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // some providers throw if the signature is wrong, others return false
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " cannot verify RS256", e);
        }
    }

    /** Returns the provider's name. */
    @Override
    public String toString() {
        return provider.getName();
    }
}
