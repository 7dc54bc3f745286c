package io.busha.resourceserver.benchmarks.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** The floor: nothing but the verification of a signature whose bytes are ready. Thread-safe. */
public final class RawVerifier {

    private final Provider provider;
    private final PublicKey key;

    private RawVerifier(Provider provider, PublicKey key) {
        this.provider = provider;
        this.key = key;
    }

    /** One with this provider, to which the key is translated once. */
    public static RawVerifier of(String provider, RSAPublicKey key) throws GeneralSecurityException {
        Provider chosen = Providers.named(provider);
        return new RawVerifier(
                chosen, (PublicKey) KeyFactory.getInstance("RSA", chosen).translateKey(key));
    }

    /** Whether the signature holds. */
    public boolean holds(Signed signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA", provider);
        signature.initVerify(key);
        signature.update(signed.input);
        return signature.verify(signed.signature);
    }

    /** A token taken apart before the clock runs. */
    public static final class Signed {
        private final byte[] input;
        private final byte[] signature;

        private Signed(byte[] input, byte[] signature) {
            this.input = input;
            this.signature = signature;
        }

        /** The parts of this token. */
        public static Signed of(String token) {
            int dot = token.lastIndexOf('.');
            return new Signed(
                    token.substring(0, dot).getBytes(US_ASCII),
                    Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        }
    }
}
