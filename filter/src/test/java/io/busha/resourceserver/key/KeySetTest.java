package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.testkit.SigningKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    private static final SigningKey GOOD = SigningKey.rsa(2048, "good");
    private static final SigningKey BESIDE = SigningKey.rsa(2048, "beside");

    private static KeySet parse(String jwks) throws FetchException {
        return KeySet.parse(jwks, SignatureProvider.JDK);
    }

    @Test
    void findsKeysByKid() throws FetchException {
        KeySet set = parse(jwks(GOOD.jwk(), SigningKey.rsa(2048, "other").jwk()));
        assertThat(set.find("good")).extracting(IssuerKey::published).containsExactly(GOOD.publicKey());
        assertThat(set.find("none")).isEmpty();
        assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void keepsAllKeysOfOneKid() throws FetchException {
        SigningKey second = SigningKey.rsa(2048, "good");
        KeySet set = parse(jwks(GOOD.jwk(), second.jwk()));
        assertThat(set.find("good"))
                .extracting(IssuerKey::published)
                .containsExactly(GOOD.publicKey(), second.publicKey());
        assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void keepsOneKeyUnderTwoKids() throws FetchException {
        Map<String, Object> twin = new HashMap<>(GOOD.jwk());
        twin.put("kid", "twin");
        KeySet set = parse(jwks(GOOD.jwk(), twin));
        assertThat(set.find("twin")).isEqualTo(set.find("good"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void acceptsUsableKeys(String name, Map<String, Object> jwk) throws FetchException {
        assertThat(parse(jwks(jwk)).find("good")).hasSize(1);
    }

    static Stream<Arguments> acceptsUsableKeys() {
        return Stream.of(
                row("as it is", jwk -> {}),
                row("without use", jwk -> jwk.remove("use")),
                row("without alg", jwk -> jwk.remove("alg")),
                row("use null", jwk -> jwk.put("use", null)),
                row("alg null", jwk -> jwk.put("alg", null)),
                row("key_ops null", jwk -> jwk.put("key_ops", null)),
                row("x5c null", jwk -> jwk.put("x5c", null)),
                row("key_ops verify", jwk -> jwk.put("key_ops", List.of("verify"))),
                row("key_ops of several", jwk -> jwk.put("key_ops", List.of("sign", "verify"))),
                row("bad certificate beside it", jwk -> jwk.put("x5c", List.of("nonsense"))),
                row("e is 3", jwk -> jwk.put("e", "Aw")),
                row("modulus of 2048 bits", jwk -> jwk.put("n", modulus(2048))),
                row("modulus of 8192 bits", jwk -> jwk.put("n", modulus(8192))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void skipsUnusableKeys(String name, Map<String, Object> jwk) throws FetchException {
        KeySet set = parse(jwks(jwk, BESIDE.jwk()));
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.find("beside")).hasSize(1);
        assertThatThrownBy(() -> parse(jwks(jwk)))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.NO_USABLE_KEY));
    }

    static Stream<Arguments> skipsUnusableKeys() {
        return Stream.of(
                row("kid missing", jwk -> jwk.remove("kid")),
                row("kid null", jwk -> jwk.put("kid", null)),
                row("kty null", jwk -> jwk.put("kty", null)),
                row("n null", jwk -> jwk.put("n", null)),
                row("kid empty", jwk -> jwk.put("kid", "")),
                row("kid number", jwk -> jwk.put("kid", 1)),
                row("kty missing", jwk -> jwk.remove("kty")),
                row("kty EC", jwk -> jwk.put("kty", "EC")),
                row("kty oct", jwk -> jwk.put("kty", "oct")),
                row("kty of the future", jwk -> jwk.put("kty", "AKP")),
                row("use enc", jwk -> jwk.put("use", "enc")),
                row("use array", jwk -> jwk.put("use", List.of("sig"))),
                row("alg RS384", jwk -> jwk.put("alg", "RS384")),
                row("alg PS256", jwk -> jwk.put("alg", "PS256")),
                row("alg number", jwk -> jwk.put("alg", 1)),
                row("key_ops without verify", jwk -> jwk.put("key_ops", List.of("sign"))),
                row("key_ops empty", jwk -> jwk.put("key_ops", List.of())),
                row("key_ops string", jwk -> jwk.put("key_ops", "verify")),
                row("n missing", jwk -> jwk.remove("n")),
                row("n number", jwk -> jwk.put("n", 1)),
                row("n empty", jwk -> jwk.put("n", "")),
                row("e missing", jwk -> jwk.remove("e")),
                row("e number", jwk -> jwk.put("e", 65537)),
                row("e empty", jwk -> jwk.put("e", "")),
                row("e is 1", jwk -> jwk.put("e", "AQ")),
                row("e too large for the JDK", jwk -> {
                    jwk.put("n", modulus(4096));
                    jwk.put("e", modulus(2048));
                }),
                row("n no base64url", jwk -> jwk.put("n", "!!!!")),
                row("e is even", jwk -> jwk.put("e", "AQAC")),
                row("modulus of 2047 bits", jwk -> jwk.put("n", modulus(2047))),
                row("modulus of 1024 bits", jwk -> jwk.put("n", modulus(1024))),
                row("modulus of 8193 bits", jwk -> jwk.put("n", modulus(8193))));
    }

    private static Arguments row(String name, Consumer<Map<String, Object>> change) {
        Map<String, Object> jwk = new HashMap<>(GOOD.jwk());
        change.accept(jwk);
        return arguments(name, jwk);
    }

    /** Returns an odd number of exactly this many bits, which is good enough for a key that signs nothing. */
    private static String modulus(int bits) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        byte[] bytes = modulus.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kty|\"EC\"|its \"kty\" is not \"RSA\"",
                "use|\"enc\"|its \"use\" is not \"sig\"",
                "alg|\"PS256\"|its \"alg\" is not \"RS256\"",
                "key_ops|[]|its \"key_ops\" do not contain \"verify\"",
                "n|null|its \"n\" is missing",
                "n|\"AQAB\"|the size of its \"n\" is not 2048 to 8192 bits",
                "e|null|its \"e\" is missing",
                "e|\"AQ\"|its \"e\" is not an odd number of at least 3",
            })
    void explainsWhyAKeyIsNotUsed(String member, String value, String reason) throws Exception {
        Map<String, Object> jwk = new HashMap<>(GOOD.jwk());
        jwk.put(member, JsonUtil.parseJson("{\"value\":" + value + "}").get("value"));
        assertThat(parse(jwks(jwk, BESIDE.jwk())).passedOver())
                .containsExactly(new KeySet.PassedOver("The key \"good\"", reason));
        assertThatThrownBy(() -> parse(jwks(jwk)))
                .hasMessage("the JWK set holds no usable key; the first one: " + reason);
    }

    @Test
    void escapesAndShortensKids() throws FetchException {
        Map<String, Object> odd = new HashMap<>(GOOD.jwk());
        odd.put("kty", "oct");
        odd.put("kid", "a\nb\"c\\d\u00e9 ~" + "x".repeat(100));
        Map<String, Object> unnamed = new HashMap<>(GOOD.jwk());
        unnamed.remove("kid");
        assertThat(parse(jwks(odd, unnamed, unnamed, BESIDE.jwk())).passedOver())
                .containsExactly(
                        new KeySet.PassedOver(
                                "The key \"a?b?c?d? ~" + "x".repeat(54) + "...\"", "its \"kty\" is not \"RSA\""),
                        new KeySet.PassedOver("A key", "it has no \"kid\""));
    }

    @Test
    void limitsTheListOfSkippedKeys() throws FetchException {
        List<Map<String, Object>> members = new ArrayList<>(List.of(BESIDE.jwk()));
        for (int i = 0; i < 100; i++) {
            members.add(Map.of("kid", "k" + i));
        }
        List<KeySet.PassedOver> passedOver =
                parse(JsonUtil.toJson(Map.of("keys", members))).passedOver();
        assertThat(passedOver).hasSize(32);
        assertThat(passedOver.get(31).name()).isEqualTo("The key \"k31\"");
    }

    @Test
    void skipsMembersThatAreNoObjects() throws FetchException {
        List<Object> members = new ArrayList<>(List.of("x", 1, List.of(), Map.of()));
        members.add(null);
        members.add(GOOD.jwk());
        assertThat(parse(JsonUtil.toJson(Map.of("keys", members))).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "<html>", "{\"keys\":["})
    void refusesInvalidSets(String document) {
        assertThatThrownBy(() -> parse(document)).isInstanceOfSatisfying(FetchException.class, e -> assertThat(e.kind())
                .isEqualTo(FetchException.Kind.MALFORMED));
    }

    @Test
    void survivesADeeplyNestedDocument() {
        String deep = "{\"keys\":" + "[".repeat(200_000);
        assertThatThrownBy(() -> parse(deep)).isInstanceOf(FetchException.class);
        String closed = "{\"keys\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> parse(closed)).isInstanceOf(FetchException.class);
    }

    private static String jwks(Map<?, ?>... members) {
        return JsonUtil.toJson(Map.of("keys", List.of(members)));
    }
}
