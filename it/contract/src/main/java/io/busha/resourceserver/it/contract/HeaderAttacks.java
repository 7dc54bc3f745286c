package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;

/** Headers that ask the verifier to check the token in another way. */
final class HeaderAttacks {

    private HeaderAttacks() {}

    /** Unsigned accepted. */
    static void unsigned(Bench bench, Cases cases) {
        for (String alg : List.of("none", "None", "nOnE", "NONE", "none ", " none", "", "null", "rs256", "RS256 ")) {
            String name = "alg '" + alg + "'";
            TokenMint mint = bench.mint().header("alg", alg);
            cases.refused(name + ", empty signature", mint.signingInput() + ".", Problem.MALFORMED_TOKEN);
            cases.refused(name + ", two parts", mint.signingInput(), Problem.MALFORMED_TOKEN);
            cases.refused(name + ", a real signature", mint.sign(), Problem.WRONG_ALGORITHM);
            cases.refused(name + ", one byte", mint.signingInput() + ".AA", Problem.WRONG_ALGORITHM);
        }
        for (String alg : Words.of("""
                    null  ['RS256']  256  true  {}  'RS256\\u0000'  'none\\u0000'
                    """)) {
            String token = bench.mint().headerAsJson("alg", Forge.json(alg)).sign();
            cases.refused("alg " + alg, token, Problem.WRONG_ALGORITHM);
        }
        cases.refused("no alg", bench.mint().withoutHeader("alg").sign(), Problem.WRONG_ALGORITHM);
        String input = bench.mint().signingInput();
        cases.refused("RS256, empty signature", input + ".", Problem.MALFORMED_TOKEN);
        cases.refused("RS256, two parts", input, Problem.MALFORMED_TOKEN);
        cases.refused("RS256, one part", input.substring(0, input.indexOf('.')), Problem.MALFORMED_TOKEN);
        cases.refused("empty header", input.substring(input.indexOf('.')) + ".AA", Problem.MALFORMED_TOKEN);
        cases.refused("empty payload", input.substring(0, input.indexOf('.')) + "..AA", Problem.MALFORMED_TOKEN);
        cases.refused("three empty parts", "..", Problem.MALFORMED_TOKEN);
    }

    /** RSA public key used as HMAC secret. */
    static void publicKeyAsSecret(Bench bench, Cases cases) {
        SigningKey key = bench.issuer().currentKey();
        for (Map.Entry<String, byte[]> secret : secrets(key).entrySet()) {
            for (String bits : List.of("256", "384", "512")) {
                TokenMint mint = bench.mint().header("alg", "HS" + bits);
                String token = mint.signature(input -> Forge.hmac("HmacSHA" + bits, secret.getValue(), input))
                        .sign();
                cases.refused("HS" + bits + " with " + secret.getKey(), token, Problem.WRONG_ALGORITHM);
            }
            String token = bench.mint()
                    .signature(input -> Forge.hmac("HmacSHA256", secret.getValue(), input))
                    .sign();
            cases.refused("RS256 over an HMAC with " + secret.getKey(), token, Problem.INVALID_SIGNATURE);
        }
    }

    private static Map<String, byte[]> secrets(SigningKey key) {
        byte[] der = key.publicKey().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        byte[] modulus = Forge.modulus(key).toByteArray();
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("PEM", "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----");
        texts.put("PEM in one line", "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----");
        texts.put("PEM with CR LF", texts.get("PEM").replace("\n", "\r\n"));
        texts.put("base64 DER", base64);
        texts.put("JWK", JsonUtil.toJson(key.jwk()));
        texts.put("n", String.valueOf(key.jwk().get("n")));
        texts.forEach((name, text) -> {
            secrets.put("the " + name, text.getBytes(UTF_8));
            secrets.put("the " + name + " and a newline", (text + "\n").getBytes(UTF_8));
        });
        secrets.put("the DER", der);
        secrets.put("the modulus", Forge.fixed(Forge.modulus(key), Forge.length(key)));
        secrets.put("the modulus as a signed number", modulus);
        secrets.put("a zero byte", new byte[1]);
        return secrets;
    }

    /** The header decides the algorithm. */
    static void chosenAlgorithm(Bench bench, Cases cases) throws Exception {
        SigningKey bare = KeyRing.pair(2048, "bare");
        KeyPair ec = ecKey();
        Bench open = bench.another(Map.of(), issuer -> {
            Map<String, Object> jwk = new LinkedHashMap<>(bare.jwk());
            jwk.remove("alg");
            issuer.publishJwk(jwk);
            issuer.publishJwk(KeyAttacks.ecJwk(ec, "ec"));
        });
        for (SigningKey key : List.of(open.issuer().currentKey(), bare)) {
            String which = key == bare ? ", JWK without alg" : "";
            for (int bits : new int[] {384, 512}) {
                TokenMint mint = open.mint().signedBy(key).header("alg", "RS" + bits);
                String token = mint.signature(input -> Forge.sign("SHA" + bits + "withRSA", key.privateKey(), input))
                        .sign();
                refused(open, cases, "RS" + bits + which, token, Problem.WRONG_ALGORITHM);
                String posing = open.mint()
                        .signedBy(key)
                        .signature(input -> Forge.sign("SHA" + bits + "withRSA", key.privateKey(), input))
                        .sign();
                refused(open, cases, "RS" + bits + " that says RS256" + which, posing, Problem.INVALID_SIGNATURE);
            }
            for (int bits : new int[] {256, 384, 512}) {
                TokenMint mint = open.mint().signedBy(key).signature(input -> Forge.pss(bits, key.privateKey(), input));
                String name = "PS" + bits + which;
                refused(open, cases, name + " that says RS256", mint.sign(), Problem.INVALID_SIGNATURE);
                refused(open, cases, name, mint.header("alg", "PS" + bits).sign(), Problem.WRONG_ALGORITHM);
            }
            refused(open, cases, "RS1" + which, rs1(open, key).sign(), Problem.WRONG_ALGORITHM);
            String honest = open.mint().signedBy(key).sign();
            cases.check(open, "RS256" + which, Request.get("/me").bearer(honest), Verdict.accepted());
        }
        TokenMint es256 = open.mint()
                .header("kid", "ec")
                .signature(input -> Forge.sign("SHA256withECDSAinP1363Format", ec.getPrivate(), input));
        refused(open, cases, "ES256 that says RS256", es256.sign(), Problem.UNKNOWN_KEY);
        refused(open, cases, "ES256", es256.header("alg", "ES256").sign(), Problem.WRONG_ALGORITHM);
        for (String alg : Words.of("""
                    EdDSA  Ed25519  ES384  RSA1_5  HS256  RS257  SHA256withRSA
                    """)) {
            String token = open.mint().header("alg", alg).sign();
            refused(open, cases, alg + " over an RS256 signature", token, Problem.WRONG_ALGORITHM);
        }
    }

    private static TokenMint rs1(Bench bench, SigningKey key) {
        return bench.mint()
                .signedBy(key)
                .header("alg", "RS1")
                .signature(input -> Forge.sign("SHA1withRSA", key.privateKey(), input));
    }

    private static void refused(Bench bench, Cases cases, String name, String token, Problem problem) {
        cases.check(bench, name, Request.get("/me").bearer(token), Verdict.refused(problem));
    }

    static KeyPair ecKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Key taken from the header. The door must not make any request. */
    static void ownKey(Bench bench, Cases cases) throws Exception {
        SigningKey own = ErrorTable.Attacker.KEY;
        AtomicInteger calls = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            calls.incrementAndGet();
            byte[] keys = JsonUtil.toJson(Map.of("keys", List.of(own.jwk()))).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        trap.start();
        String there = "http://127.0.0.1:" + trap.getAddress().getPort();
        String certificate = Base64.getEncoder().encodeToString(own.publicKey().getEncoded());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("jwk", own.jwk());
        parameters.put("jku", there + "/.well-known/jwks.json");
        parameters.put("x5u", there + "/certificate.pem");
        parameters.put("x5c", List.of(certificate));
        parameters.put(
                "x5t", Forge.base64url(Forge.digest("SHA-1", own.publicKey().getEncoded())));
        parameters.put(
                "x5t#S256",
                Forge.base64url(Forge.digest("SHA-256", own.publicKey().getEncoded())));
        parameters.put("iss", there);
        parameters.forEach((name, value) -> {
            TokenMint mint = bench.mint().signedBy(own).header(name, value);
            cases.refused(name + " under a key id of its own", mint.sign(), Problem.UNKNOWN_KEY);
            mint.header("kid", bench.issuer().currentKey().kid());
            cases.refused(name + " under the issuer's key id", mint.sign(), Problem.INVALID_SIGNATURE);
            cases.refused(name + " and no key id", mint.withoutHeader("kid").sign(), Problem.MISSING_KEY_ID);
            cases.accepted(
                    name + " in a token of the issuer",
                    bench.mint().header(name, value).sign());
        });
        cases.refused("jwk and no kid in it", bareJwk(bench, own).sign(), Problem.INVALID_SIGNATURE);
        cases.play("the door made no request", () -> {
            trap.stop(0);
            assertThat(calls).hasValue(0);
        });
    }

    private static TokenMint bareJwk(Bench bench, SigningKey own) {
        Map<String, Object> jwk = new LinkedHashMap<>(own.jwk());
        jwk.put("kid", bench.issuer().currentKey().kid());
        return bench.mint()
                .signedBy(own)
                .header("jwk", jwk)
                .header("kid", bench.issuer().currentKey().kid());
    }

    /** Critical headers ignored. */
    static void critical(Bench bench, Cases cases) {
        for (String more : Words.of("""
                    'crit':['exp']  'crit':['urn:unknown'],'urn:unknown':1  'crit':[]  'crit':''  'crit':'b64'
                    'crit':null  'crit':false  'crit':{}  'crit':['b64'],'b64':false  'crit':['b64'],'b64':true
                    'b64':false  'b64':true  'b64':null  'crit':['alg','alg']  'crit':[1]  'zip':'DEF'  'zip':''
                    'zip':null  'cty':'JWT'  'cty':'jwt'  'cty':'json'  'cty':''  'cty':null
                    """)) {
            String last = Forge.last(bench.mint().headerJson(), more);
            cases.refused(more, bench.mint().rawHeader(last).sign(), Problem.UNSUPPORTED_HEADER);
            String first = Forge.first(bench.mint().headerJson(), more);
            cases.refused(more + " first", bench.mint().rawHeader(first).sign(), Problem.UNSUPPORTED_HEADER);
        }
        String twice = Forge.last(bench.mint().headerJson(), "'crit':['exp'],'crit':[]");
        cases.refused("crit twice", bench.mint().rawHeader(twice).sign(), Problem.MALFORMED_HEADER);
        String unencoded = Forge.last(bench.mint().headerJson(), "'crit':['b64'],'b64':false");
        String header = Forge.base64url(unencoded.getBytes(UTF_8));
        String raw = Forge.signed(bench.issuer().currentKey(), header, "not-encoded-");
        cases.refused("b64:false over a raw payload", raw, Problem.UNSUPPORTED_HEADER);
        for (String typ : Words.of("""
                    'id_token'  'logout+jwt'  'dpop+jwt'  'JWS'  ''  'JWT '  null  1  ['JWT']  'at+jwt;x'
                    'application/jwt'  'application/'  'JW\\u0054\\u0000'
                    """)) {
            String token = bench.mint().headerAsJson("typ", Forge.json(typ)).sign();
            cases.refused("typ " + typ, token, Problem.WRONG_TYPE);
        }
    }
}
