package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.SigningKey;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** A token encrypted to a key of the issuer. */
final class Jwe {

    private Jwe() {}

    static String of(SigningKey key, String inside) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
        jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_128_GCM);
        jwe.setContentTypeHeaderValue("JWT");
        jwe.setKeyIdHeaderValue(key.kid());
        jwe.setKey(key.publicKey());
        jwe.setPayload(inside);
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
