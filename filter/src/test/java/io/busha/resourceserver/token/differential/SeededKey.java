package io.busha.resourceserver.token.differential;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;

/** The issuer's only key: derived from a seed, so that it and the figures are equal in every run. */
final class SeededKey {

    static final String KID = "0d6f3f0e-4a58-4a53-9c3f-1b2a4e8d7c60";

    private static final KeyPair PAIR = generate();

    private SeededKey() {}

    private static KeyPair generate() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(Corpus.SEED);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make the key", e);
        }
    }

    static RSAPublicKey publicKey() {
        return (RSAPublicKey) PAIR.getPublic();
    }

    /** Returns the public key as JSON. */
    static String jwk() {
        RsaJsonWebKey jwk = new RsaJsonWebKey(publicKey());
        jwk.setKeyId(KID);
        jwk.setUse("sig");
        jwk.setAlgorithm("RS256");
        return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    static byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(PAIR.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }
}
