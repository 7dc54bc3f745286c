package io.busha.resourceserver.benchmarks.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** The lower bound: only the verification of a signature whose bytes are ready. Thread-safe. */
public final class RawVerifier {

    private final Provider provider;
    private final PublicKey key;

    private RawVerifier(Provider provider, PublicKey key) {
        this.provider = provider;
        this.key = key;
    }

    /** Creates one with this provider, which translates the key once. */
    public static RawVerifier of(String provider, RSAPublicKey key) throws GeneralSecurityException {
        Provider chosen = Providers.named(provider);
        return new RawVerifier(
                chosen, (PublicKey) KeyFactory.getInstance("RSA", chosen).translateKey(key));
    }

    /** Returns whether the signature is valid. */
    public boolean holds(Signed signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA", provider);
        signature.initVerify(key);
        signature.update(signed.input);
        return signature.verify(signed.signature);
    }

    /** A token parsed before time is measured. */
    public static final class Signed {
        private final byte[] input;
        private final byte[] signature;

        private Signed(byte[] input, byte[] signature) {
            this.input = input;
            this.signature = signature;
        }

        /** Parses this token. */
        public static Signed of(String token) {
            int dot = token.lastIndexOf('.');
            return new Signed(
                    token.substring(0, dot).getBytes(US_ASCII),
                    Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        }
    }
}
