package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Signatures and encodings that are nearly valid. A token has exactly one valid encoding. */
final class SignatureAttacks {

    private SignatureAttacks() {}

    /** Lax signature encoding. */
    static void laxEncoding(Bench bench, Cases cases) throws Exception {
        spelling(bench, cases);
        numbers(bench, cases);
        padding(bench, cases);
        smallExponent(bench, cases);
    }

    private static void spelling(Bench bench, Cases cases) {
        String token = mixed(bench);
        cases.accepted("the only valid encoding", token);
        for (String end : Words.of("""
                    =  ==  ===  .  +  /  ~  AA
                    """)) {
            Problem problem = end.equals("AA") ? Problem.INVALID_SIGNATURE : Problem.MALFORMED_TOKEN;
            cases.check("then " + end, Request.get("/me").bearer(token + end), either(problem));
        }
        cases.refused("+ for -", swap(token, '-', '+'), Problem.MALFORMED_TOKEN);
        cases.refused("/ for _", swap(token, '_', '/'), Problem.MALFORMED_TOKEN);
        String[] parts = token.split("\\.", -1);
        int middle = parts[0].length() + 5;
        for (String inside :
                List.of("=", " ", "%0A", "%3D", "\"", "*", "!", "\t", "\u00e9", "\u00ff", ":", ";", "&", "@")) {
            String broken = token.substring(0, middle) + inside + token.substring(middle);
            Request request =
                    Request.get("/me").header("Authorization: Bearer " + broken).secret(token);
            cases.check("'" + inside + "' inside", request, Verdict.refused(Problem.MALFORMED_CREDENTIALS));
        }
        String folded = token.substring(0, middle) + "\r\n " + token.substring(middle);
        Request request =
                Request.get("/me").header("Authorization: Bearer " + folded).secret(token);
        cases.check("folded into two lines", request, Verdict.notLetIn());
        for (int part = 0; part < 3; part++) {
            tails(bench, cases, part);
        }
    }

    private static Verdict either(Problem problem) {
        return Verdict.refusedAs(problem, Problem.MALFORMED_TOKEN);
    }

    /** Returns a valid token whose signature contains both characters in which base64url differs from base64. */
    private static String mixed(Bench bench) {
        while (true) {
            String token = bench.mint().sign();
            String signature = token.substring(token.lastIndexOf('.'));
            if (signature.contains("-") && signature.contains("_")) {
                return token;
            }
        }
    }

    private static String swap(String token, char from, char to) {
        int at = token.lastIndexOf(from);
        return token.substring(0, at) + to + token.substring(at + 1);
    }

    /** Sends every other encoding of one part's last character, signed as it is sent. */
    private static void tails(Bench bench, Cases cases, int part) {
        String[] parts = bench.mint().sign().split("\\.", -1);
        for (int more = 1; parts[part].length() % 4 == 0; more++) {
            parts = bench.mint()
                    .header("x", "x".repeat(more))
                    .claim("x", "x".repeat(more))
                    .sign()
                    .split("\\.", -1);
        }
        String name = List.of("header", "payload", "signature").get(part);
        for (String spelling : Forge.tailSpellings(parts[part])) {
            String[] changed = parts.clone();
            changed[part] = spelling;
            String token = part == 2
                    ? String.join(".", changed)
                    : Forge.signed(bench.issuer().currentKey(), changed[0], changed[1]);
            String last = spelling.substring(spelling.length() - 1);
            cases.refused("unused bits of the " + name + ", " + last, token, Problem.MALFORMED_TOKEN);
        }
        String lone = parts[part].substring(0, parts[part].length() / 4 * 4) + "A";
        String[] changed = parts.clone();
        changed[part] = lone;
        cases.refused("a lone character ends the " + name, String.join(".", changed), Problem.MALFORMED_TOKEN);
        changed[part] = parts[part] + "=".repeat(4 - parts[part].length() % 4);
        Problem problem = part == 2 ? Problem.MALFORMED_TOKEN : Problem.MALFORMED_CREDENTIALS;
        cases.refused("padded " + name, String.join(".", changed), problem);
    }

    private static void numbers(Bench bench, Cases cases) {
        SigningKey key = bench.issuer().currentKey();
        BigInteger n = Forge.modulus(key);
        int length = Forge.length(key);
        Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
        changes.put("one byte", honest -> Arrays.copyOf(honest, 1));
        changes.put("the last byte missing", honest -> Arrays.copyOf(honest, length - 1));
        changes.put("the first byte missing", honest -> Arrays.copyOfRange(honest, 1, length));
        changes.put("a zero byte after it", honest -> Arrays.copyOf(honest, length + 1));
        changes.put("a zero byte before it", honest -> Forge.fixed(new BigInteger(1, honest), length + 1));
        changes.put("over-long with zeros", honest -> Forge.fixed(new BigInteger(1, honest), 2 * length));
        changes.put(
                "twice",
                honest -> Forge.fixed(
                        new BigInteger(1, honest).shiftLeft(8 * length).add(new BigInteger(1, honest)), 2 * length));
        changes.put("s + n in one byte more", honest -> Forge.fixed(new BigInteger(1, honest).add(n), length + 1));
        changes.put("n", honest -> Forge.fixed(n, length));
        changes.put("n - s", honest -> Forge.fixed(n.subtract(new BigInteger(1, honest)), length));
        changes.put("n - 1", honest -> Forge.fixed(n.subtract(BigInteger.ONE), length));
        changes.put("n + 1", honest -> Forge.fixed(n.add(BigInteger.ONE), length));
        changes.put("zero", honest -> new byte[length]);
        changes.put("one", honest -> Forge.fixed(BigInteger.ONE, length));
        changes.put(
                "all ones",
                honest -> Forge.fixed(BigInteger.ONE.shiftLeft(8 * length).subtract(BigInteger.ONE), length));
        changes.put("4,000 zeros", honest -> new byte[4_000]);
        changes.forEach((name, change) -> cases.refused(
                "signature: " + name,
                bench.mint().signature(input -> change.apply(key.sign(input))).sign(),
                Problem.INVALID_SIGNATURE));
        wrapped(bench, key).ifPresent(token -> cases.refused("s + n", token, Problem.INVALID_SIGNATURE));
    }

    /** Returns a token whose signature is the valid one plus the modulus, if that has the same number of bytes. */
    private static Optional<String> wrapped(Bench bench, SigningKey key) {
        BigInteger n = Forge.modulus(key);
        for (int i = 0; i < 200; i++) {
            TokenMint mint = bench.mint().claim("i", i);
            BigInteger honest = new BigInteger(1, key.sign(mint.signingInput().getBytes(US_ASCII)));
            if (honest.add(n).bitLength() <= 8 * Forge.length(key)) {
                return Optional.of(mint.signature(input -> Forge.fixed(honest.add(n), Forge.length(key)))
                        .sign());
            }
        }
        return Optional.empty();
    }

    /** Sends blocks that are nearly PKCS #1 version 1.5. A DigestInfo without NULL is omitted: RFC 8017 allows a verifier to accept it. */
    private static void padding(Bench bench, Cases cases) {
        SigningKey key = bench.issuer().currentKey();
        String sha1 = "3021300906052b0e03021a05000414";
        String sha512 = "3051300d060960864801650304020305000440";
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("text after the digest", "0001ffffffffffffffff00" + Forge.SHA_256 + "{256}" + "00".repeat(194));
        blocks.put("one byte after the digest", "0001..00" + Forge.SHA_256 + "{256}00");
        blocks.put("no padding string", "000100" + Forge.SHA_256 + "{256}" + "00".repeat(202));
        blocks.put("block type 0", "0000..00" + Forge.SHA_256 + "{256}");
        blocks.put("block type 2", "0002..00" + Forge.SHA_256 + "{256}");
        blocks.put("first byte 1", "0101..00" + Forge.SHA_256 + "{256}");
        blocks.put("a hole in the padding", "0001fffffe..00" + Forge.SHA_256 + "{256}");
        blocks.put("an early end of the padding", "0001ff00ff..00" + Forge.SHA_256 + "{256}");
        blocks.put("no separator", "0001..ff" + Forge.SHA_256 + "{256}");
        blocks.put("two separators", "0001..0000" + Forge.SHA_256 + "{256}");
        blocks.put("no DigestInfo", "0001..00{256}");
        blocks.put("SHA-1", "0001..00" + sha1 + "{1}");
        blocks.put("SHA-512", "0001..00" + sha512 + "{512}");
        blocks.put("the name of SHA-1 over SHA-256", "0001..003031300906052b0e03021a05000420{256}");
        blocks.put("the name of SHA-512 over SHA-256", "0001..003031300d060960864801650304020305000420{256}");
        blocks.put("the digest cut short", "0001..003021300d060960864801650304020105000410{half}");
        blocks.put("text in the parameters", "0001..003035300d0609608648016503040201040400000000" + "0420{256}");
        blocks.put("parameters that are not NULL", "0001..003032300e06096086480165030402010401000420{256}");
        blocks.put("long form lengths", "0001..00308131300d060960864801650304020105000420{256}");
        blocks.put("an OCTET STRING more", "0001..003033300d060960864801650304020105000420{256}0400");
        blocks.put("a BIT STRING", "0001..003031300d060960864801650304020105000320{256}");
        blocks.forEach((name, block) -> cases.refused(
                "block: " + name,
                bench.mint()
                        .signature(input -> Forge.apply(key, filled(key, block, input)))
                        .sign(),
                Problem.INVALID_SIGNATURE));
        String honest = "0001..00" + Forge.SHA_256 + "{256}";
        cases.accepted(
                "block: the valid one",
                bench.mint()
                        .signature(input -> Forge.apply(key, filled(key, honest, input)))
                        .sign());
    }

    private static byte[] filled(SigningKey key, String block, byte[] input) {
        String digest = Forge.hex(Forge.digest("SHA-256", input));
        return Forge.block(
                key,
                block.replace("{256}", digest)
                        .replace("{half}", digest.substring(0, 32))
                        .replace("{1}", Forge.hex(Forge.digest("SHA-1", input)))
                        .replace("{512}", Forge.hex(Forge.digest("SHA-512", input))));
    }

    /** Sends cube roots: with an exponent of 3, the bytes after the digest can be forged without the private key. */
    private static void smallExponent(Bench bench, Cases cases) throws Exception {
        KeyPair pair = cubic();
        RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
        Map<String, Object> jwk =
                new LinkedHashMap<>(bench.issuer().currentKey().jwk());
        jwk.put("kid", "cubic");
        jwk.put("n", Forge.base64url(Forge.fixed(publicKey.getModulus(), 256)));
        jwk.put("e", "Aw");
        Bench cubic = bench.another(Map.of(), issuer -> issuer.publishJwk(jwk));
        TokenMint mint = cubic.mint().header("kid", "cubic");
        String honest = mint.signature(input -> Forge.sign("SHA256withRSA", pair.getPrivate(), input))
                .sign();
        cases.check(cubic, "exponent 3, honest", Request.get("/me").bearer(honest), Verdict.accepted());
        SigningKey any = cubic.issuer().currentKey();
        for (String start : List.of("0001ffffffffffffffff00", "0001ff00", "000100")) {
            String forged = mint.signature(input -> Forge.cubeRoot(rightFilled(any, start, input)))
                    .sign();
            cases.check(
                    cubic,
                    "cube root of " + start,
                    Request.get("/me").bearer(forged),
                    Verdict.refused(Problem.INVALID_SIGNATURE));
        }
    }

    private static byte[] rightFilled(SigningKey key, String start, byte[] input) {
        String hex = start + Forge.SHA_256 + Forge.hex(Forge.digest("SHA-256", input));
        return Forge.block(key, hex + "00".repeat(Forge.length(key) - hex.length() / 2));
    }

    private static KeyPair cubic() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
        return generator.generateKeyPair();
    }
}
