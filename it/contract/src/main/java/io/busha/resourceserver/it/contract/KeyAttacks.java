package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Key sets with misleading or invalid keys. */
final class KeyAttacks {

    private static final BigInteger EVEN = BigInteger.valueOf(65536);

    private KeyAttacks() {}

    /** Key confusion. */
    static void confusion(Bench bench, Cases cases) throws Exception {
        SigningKey first = KeyRing.pair(2048, "unusable").withKid("first name");
        Map<String, SigningKey> unusable = new LinkedHashMap<>();
        Map<String, Map<String, Object>> published = new LinkedHashMap<>();
        for (String change : List.of(
                "use enc",
                "use SIG",
                "alg RS512",
                "alg PS256",
                "alg HS256",
                "key_ops sign",
                "kty EC",
                "kty oct",
                "n ",
                "e ",
                "e AA",
                "n AAAA",
                "d only")) {
            SigningKey key = first.withKid(change);
            unusable.put(change, key);
            published.put(change, changed(key, change));
        }
        for (int bits : new int[] {1024, 2040}) {
            SigningKey key = KeyRing.pair(bits, "weak").withKid("weak " + bits);
            unusable.put("a key of " + bits + " bits", key);
            published.put(key.kid(), key.jwk());
        }
        KeyPair ec = HeaderAttacks.ecKey();
        SigningKey shared = KeyRing.pair(2048, "shared").withKid("shared");
        SigningKey twin = KeyRing.pair(2048, "twin").withKid("shared");
        Bench confused = bench.another(Map.of(), issuer -> {
            published.values().forEach(issuer::publishJwk);
            issuer.publishJwk(octJwk("oct"));
            issuer.publishJwk(octJwk("shared"));
            issuer.publishJwk(ecJwk(ec, "ec"));
            issuer.publishJwk(ecJwk(ec, "shared"));
            issuer.publishJwk(with(first, "kid", 7));
            issuer.publishJwk(with(first, "kid", ""));
            issuer.publishJwk(with(first, "e", Forge.base64url(new byte[] {1})).with("kid", "e is 1"));
            issuer.publishJwk(
                    with(first, "e", Forge.base64url(EVEN.toByteArray())).with("kid", "e is even"));
            issuer.publishJwk(with(first, "n", hugeModulus()).with("kid", "16,392 bits"));
            issuer.publish(shared);
            issuer.publish(twin);
            issuer.publish(first);
            issuer.publishJwk(with(first, "kid", "second name"));
        });
        unusable.forEach((name, key) -> refused(
                confused,
                cases,
                "unusable: " + name,
                confused.mint().signedBy(key).sign(),
                Problem.UNKNOWN_KEY));
        for (String kid : List.of("e is even", "16,392 bits", "7")) {
            String token = confused.mint().signedBy(first).header("kid", kid).sign();
            refused(confused, cases, "unusable: " + kid, token, Problem.UNKNOWN_KEY);
        }
        refused(
                confused,
                cases,
                "e is 1: the padded block signs itself",
                selfSigned(confused, first),
                Problem.UNKNOWN_KEY);
        otherKinds(confused, cases, ec);
        duplicates(confused, cases, shared, twin, first);
        keyIds(confused, cases, first);
    }

    private static void otherKinds(Bench confused, Cases cases, KeyPair ec) {
        for (String kid : List.of("oct", "shared")) {
            TokenMint mac = confused.mint()
                    .header("kid", kid)
                    .signature(input -> Forge.hmac("HmacSHA256", "0".repeat(32).getBytes(US_ASCII), input));
            Problem problem = kid.equals("oct") ? Problem.UNKNOWN_KEY : Problem.INVALID_SIGNATURE;
            refused(confused, cases, "oct key under " + kid + ", RS256", mac.sign(), problem);
            refused(
                    confused,
                    cases,
                    "oct key under " + kid,
                    mac.header("alg", "HS256").sign(),
                    Problem.WRONG_ALGORITHM);
        }
        for (String kid : List.of("ec", "shared")) {
            TokenMint mint = confused.mint()
                    .header("kid", kid)
                    .signature(input -> Forge.sign("SHA256withECDSA", ec.getPrivate(), input));
            Problem problem = kid.equals("ec") ? Problem.UNKNOWN_KEY : Problem.INVALID_SIGNATURE;
            refused(confused, cases, "EC key under " + kid + ", RS256", mint.sign(), problem);
            refused(
                    confused,
                    cases,
                    "EC key under " + kid,
                    mint.header("alg", "ES256").sign(),
                    Problem.WRONG_ALGORITHM);
        }
    }

    private static void duplicates(Bench confused, Cases cases, SigningKey shared, SigningKey twin, SigningKey first) {
        accepted(
                confused,
                cases,
                "one of two keys under one id",
                confused.mint().signedBy(shared).sign());
        accepted(
                confused,
                cases,
                "the other of two keys under one id",
                confused.mint().signedBy(twin).sign());
        String none = confused.mint().signedBy(first).header("kid", "shared").sign();
        refused(confused, cases, "a token signed by neither key", none, Problem.INVALID_SIGNATURE);
        accepted(
                confused,
                cases,
                "one modulus under two ids",
                confused.mint().signedBy(first).sign());
        String second =
                confused.mint().signedBy(first).header("kid", "second name").sign();
        accepted(confused, cases, "the second of these ids", second);
        String issuers = confused.issuer().currentKey().kid();
        String swapped = confused.mint().signedBy(first).header("kid", issuers).sign();
        refused(confused, cases, "the id of another key of the set", swapped, Problem.INVALID_SIGNATURE);
    }

    private static void keyIds(Bench confused, Cases cases, SigningKey key) {
        for (String kid : Words.of("""
                    7  null  true  ['first name']  {'kid':'first name'}  ''  7.0
                    """)) {
            String token = confused.mint()
                    .signedBy(key)
                    .headerAsJson("kid", Forge.json(kid))
                    .sign();
            refused(confused, cases, "kid " + kid, token, Problem.MISSING_KEY_ID);
        }
        for (String kid : List.of(
                "../x",
                "../../../../dev/null",
                "/etc/passwd",
                "first name\\u0000",
                "\\u0000",
                "' or 1=1 --",
                "x\\\" or 1=1 --",
                "first name ",
                " first name",
                "First Name",
                "first\\r\\nname",
                "\\u202e",
                "%66irst name",
                "*",
                "${jndi:ldap://127.0.0.1/x}",
                "http://127.0.0.1/key",
                "undefined",
                "x".repeat(3_000))) {
            String token = confused.mint()
                    .signedBy(key)
                    .headerAsJson("kid", '"' + kid + '"')
                    .sign();
            refused(confused, cases, "kid " + kid, token, Problem.UNKNOWN_KEY);
        }
        String long10K = confused.mint().header("kid", "x".repeat(10_240)).sign();
        refused(confused, cases, "a key id of 10 KiB", long10K, Problem.TOKEN_TOO_LONG);
    }

    private static void refused(Bench bench, Cases cases, String name, String token, Problem problem) {
        cases.check(bench, name, Request.get("/me").bearer(token), Verdict.refused(problem));
    }

    private static void accepted(Bench bench, Cases cases, String name, String token) {
        cases.check(bench, name, Request.get("/me").bearer(token), Verdict.accepted());
    }

    private static Map<String, Object> changed(SigningKey key, String change) {
        Jwk jwk = new Jwk(key.jwk());
        String[] words = change.split(" ", 2);
        if (words[0].equals("key_ops")) {
            return jwk.with("key_ops", List.of(words[1]));
        }
        return words[0].equals("d") ? jwk.without("n") : jwk.with(words[0], words[1]);
    }

    /** A mutable JWK. */
    private static final class Jwk extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1;

        Jwk(Map<String, ?> members) {
            super(members);
        }

        Jwk with(String name, Object value) {
            put(name, value);
            return this;
        }

        Jwk without(String name) {
            remove(name);
            return this;
        }
    }

    private static Jwk with(SigningKey key, String name, Object value) {
        return new Jwk(key.jwk()).with(name, value);
    }

    private static String hugeModulus() {
        return Forge.base64url(
                new BigInteger(16_392, new Random(1)).setBit(16_391).setBit(0).toByteArray());
    }

    private static String selfSigned(Bench bench, SigningKey key) {
        return bench.mint()
                .header("kid", "e is 1")
                .signature(input ->
                        Forge.block(key, "0001..00" + Forge.SHA_256 + Forge.hex(Forge.digest("SHA-256", input))))
                .sign();
    }

    static Map<String, Object> ecJwk(KeyPair pair, String kid) {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return Map.of(
                "use",
                "sig",
                "kty",
                "EC",
                "crv",
                "P-256",
                "alg",
                "RS256",
                "kid",
                kid,
                "x",
                Forge.base64url(Forge.fixed(point.getAffineX(), 32)),
                "y",
                Forge.base64url(Forge.fixed(point.getAffineY(), 32)));
    }

    private static Map<String, Object> octJwk(String kid) {
        String secret = Forge.base64url("0".repeat(32).getBytes(US_ASCII));
        return Map.of("use", "sig", "kty", "oct", "alg", "RS256", "kid", kid, "k", secret);
    }
}
