package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.testkit.SigningKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Forged signatures. */
final class Forge {

    /** The DigestInfo of SHA-256 up to the digest, RFC 8017 section 9.2. */
    static final String SHA_256 = "3031300d060960864801650304020105000420";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Forge() {}

    /** Replaces apostrophes by quotation marks. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** Inserts members right after the opening brace of an object; apostrophes stand for quotation marks. */
    static String first(String object, String members) {
        return "{" + json(members) + "," + object.substring(1);
    }

    /** Inserts members right before the closing brace of an object; apostrophes stand for quotation marks. */
    static String last(String object, String members) {
        return object.substring(0, object.length() - 1) + "," + json(members) + "}";
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Signs this header and payload unchanged with this key. */
    static String signed(SigningKey key, String header, String payload) {
        String input = header + "." + payload;
        return input + "." + base64url(key.sign(input.getBytes(US_ASCII)));
    }

    static byte[] hmac(String algorithm, byte[] secret, byte[] input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with any JCA algorithm. */
    static byte[] sign(String algorithm, PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] pss(int bits, PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            String hash = "SHA-" + bits;
            signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parses hexadecimal digits; {@code ..} stands for as many FF as fill the length of the modulus. */
    static byte[] block(SigningKey key, String hex) {
        int length = length(key);
        int missing = length - (hex.length() - 2) / 2;
        return HexFormat.of().parseHex(hex.contains("..") ? hex.replace("..", "ff".repeat(missing)) : hex);
    }

    /** Applies the raw RSA private-key operation. */
    static byte[] apply(SigningKey key, byte[] block) {
        BigInteger message = new BigInteger(1, block);
        return fixed(message.modPow(key.privateKey().getPrivateExponent(), modulus(key)), length(key));
    }

    /** Returns a number whose third power begins with this block. */
    static byte[] cubeRoot(byte[] block) {
        BigInteger target = new BigInteger(1, block);
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(block.length * 8 / 3 + 1);
        while (high.subtract(low).bitLength() > 1) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(target) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return fixed(high, block.length);
    }

    static BigInteger modulus(SigningKey key) {
        return key.publicKey().getModulus();
    }

    static int length(SigningKey key) {
        return (modulus(key).bitLength() + 7) / 8;
    }

    /** Returns a number as exactly this many bytes, in big-endian order. */
    static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, fixed, length - kept, kept);
        return fixed;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns other encodings of the same bytes, with the unused bits of the last character set. */
    static String[] tailSpellings(String part) {
        int spare = part.length() % 4 == 2 ? 16 : part.length() % 4 == 3 ? 4 : 1;
        int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        String[] spellings = new String[spare - 1];
        Arrays.setAll(spellings, i -> part.substring(0, part.length() - 1) + ALPHABET.charAt(last + i + 1));
        return spellings;
    }
}
