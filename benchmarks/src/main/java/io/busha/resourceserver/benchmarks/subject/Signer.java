package io.busha.resourceserver.benchmarks.subject;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;

/** Signs with the fastest provider: thousands of tokens are minted before the measurement. Thread-safe. */
final class Signer {

    private final Provider provider;
    private final PrivateKey key;

    private Signer(Provider provider, PrivateKey key) {
        this.provider = provider;
        this.key = key;
    }

    static Signer of(RSAPrivateKey key) {
        Provider provider = Providers.named(Providers.hasAccp() ? Providers.ACCP : Providers.JDK);
        try {
            return new Signer(provider, (PrivateKey)
                    KeyFactory.getInstance("RSA", provider).translateKey(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA", provider);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
