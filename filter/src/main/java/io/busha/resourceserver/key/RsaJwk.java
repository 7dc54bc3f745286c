package io.busha.resourceserver.key;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A member of a JWK set, read as a public key for RS256 (RFC 7517 section 4, RFC 7518 section 6.3). Null counts as absent. */
final class RsaJwk {

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(3);

    private RsaJwk() {}

    /** The reason why a member cannot be used, which quotes nothing of it. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        private Unusable(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }

        private static void unless(boolean usable, String reason) throws Unusable {
            if (!usable) {
                throw new Unusable(reason);
            }
        }
    }

    /**
     * Returns the key.
     *
     * @throws Unusable if the member is not a usable RS256 key
     */
    static RSAPublicKey read(Map<?, ?> jwk) throws Unusable {
        Unusable.unless(jwk.get("kid") instanceof String kid && !kid.isEmpty(), "it has no \"kid\"");
        Unusable.unless("RSA".equals(jwk.get("kty")), "its \"kty\" is not \"RSA\"");
        Unusable.unless(absentOr("sig", jwk.get("use")), "its \"use\" is not \"sig\"");
        Unusable.unless(absentOr("RS256", jwk.get("alg")), "its \"alg\" is not \"RS256\"");
        Unusable.unless(verifies(jwk.get("key_ops")), "its \"key_ops\" do not contain \"verify\"");
        return key(number(jwk, "n"), number(jwk, "e"));
    }

    private static boolean absentOr(String expected, @Nullable Object value) {
        return value == null || expected.equals(value);
    }

    private static boolean verifies(@Nullable Object operations) {
        return operations == null || (operations instanceof List<?> list && list.contains("verify"));
    }

    /** Returns a number of the key. Only {@code n} and {@code e} are read: a certificate or a private part next to them is ignored. */
    private static BigInteger number(Map<?, ?> jwk, String member) throws Unusable {
        if (jwk.get(member) instanceof String text) {
            return BigEndianBigInteger.fromBase64Url(text);
        }
        throw new Unusable("its \"" + member + "\" is missing");
    }

    private static RSAPublicKey key(BigInteger modulus, BigInteger exponent) throws Unusable {
        int bits = modulus.bitLength();
        Unusable.unless(
                bits >= MIN_BITS && bits <= MAX_BITS,
                "the size of its \"n\" is not " + MIN_BITS + " to " + MAX_BITS + " bits");
        Unusable.unless(
                exponent.testBit(0) && exponent.compareTo(MIN_EXPONENT) >= 0,
                "its \"e\" is not an odd number of at least " + MIN_EXPONENT);
        try {
            return new RsaKeyUtil().publicKey(modulus, exponent);
        } catch (JoseException | RuntimeException e) {
            throw new Unusable("the JDK does not accept it");
        }
    }
}
