package io.busha.resourceserver.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jose4j.keys.BigEndianBigInteger;

/** An RSA key pair and its key id. Immutable and thread-safe. */
public final class SigningKey {
    private final String kid;
    private final RSAPublicKey publicKey;
    private final RSAPrivateKey privateKey;

    private SigningKey(String kid, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        this.kid = kid;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Returns a new key pair of this many bits; its key id is a random UUID. */
    public static SigningKey rsa(int bits) {
        return rsa(bits, UUID.randomUUID().toString());
    }

    /** Returns a new key pair of this many bits with this key id. */
    public static SigningKey rsa(int bits, String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            var pair = generator.generateKeyPair();
            return new SigningKey(kid, (RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot create an RSA key", e);
        }
    }

    /** Returns this key pair under another key id. */
    public SigningKey withKid(String otherKid) {
        return new SigningKey(otherKid, publicKey, privateKey);
    }

    /** Returns the key id, as in a token's header and in the key set. */
    public String kid() {
        return kid;
    }

    /** Returns the public key. */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /** Returns the private key, for signatures other than RS256. */
    public RSAPrivateKey privateKey() {
        return privateKey;
    }

    /** Returns the public key as a JWK (RFC 7517), in a new map that the caller may change. */
    public Map<String, Object> jwk() {
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("use", "sig");
        jwk.put("kty", "RSA");
        jwk.put("kid", kid);
        jwk.put("alg", "RS256");
        jwk.put("n", BigEndianBigInteger.toBase64Url(publicKey.getModulus()));
        jwk.put("e", BigEndianBigInteger.toBase64Url(publicKey.getPublicExponent()));
        return jwk;
    }

    /** Returns the RS256 signature (RFC 7518 section 3.3) of these bytes. */
    public byte[] sign(byte[] input) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key cannot sign", e);
        }
    }

    /** Returns the key id and nothing of the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
