package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.testkit.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.lang.ByteUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeyTest {

    /** A signing key and another key, by the number of bits. */
    private static final Map<Integer, List<SigningKey>> PAIRS = new ConcurrentHashMap<>();

    private static final byte[] TEXT = "before.header.payload.behind".getBytes(StandardCharsets.US_ASCII);
    private static final int FROM = "before.".length();
    private static final int TO = TEXT.length - ".behind".length();

    private static List<SigningKey> pair(int bits) {
        return PAIRS.computeIfAbsent(bits, b -> List.of(SigningKey.rsa(b), SigningKey.rsa(b)));
    }

    private static byte[] signature(SigningKey signer) {
        return signer.sign(Arrays.copyOfRange(TEXT, FROM, TO));
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] flipped = bytes.clone();
        flipped[index] ^= 1;
        return flipped;
    }

    private static SignatureProvider provider(String name) {
        if (name.equals(NativeProvider.NAME)) {
            NativeProvider.assumeItLoads();
        }
        return SignatureProvider.named(name);
    }

    @ParameterizedTest(name = "{0}, {1} bits")
    @CsvSource({
        "jdk, 2048",
        "jdk, 3072",
        "jdk, 4096",
        "jdk, 2049",
        "AmazonCorrettoCryptoProvider, 2048",
        "AmazonCorrettoCryptoProvider, 3072",
        "AmazonCorrettoCryptoProvider, 4096",
        "AmazonCorrettoCryptoProvider, 2049"
    })
    void verifiesSignatureOfPartOfAText(String name, int bits) {
        SignatureProvider provider = provider(name);
        SigningKey signer = pair(bits).get(0);
        IssuerKey key = provider.key(signer.publicKey());
        byte[] signature = signature(signer);

        assertThat(key.signed(TEXT, FROM, TO, signature)).isTrue();
        assertThat(key.signed(TEXT, FROM - 1, TO, signature)).isFalse();
        assertThat(key.signed(TEXT, FROM + 1, TO, signature)).isFalse();
        assertThat(key.signed(TEXT, FROM, TO - 1, signature)).isFalse();
        assertThat(key.signed(TEXT, FROM, TO + 1, signature)).isFalse();
        assertThat(key.signed(flipped(TEXT, FROM), FROM, TO, signature)).isFalse();
        assertThat(key.signed(flipped(TEXT, TO - 1), FROM, TO, signature)).isFalse();
        assertThat(key.signed(flipped(TEXT, FROM - 1), FROM, TO, signature)).isTrue();
        assertThat(key.signed(flipped(TEXT, TO), FROM, TO, signature)).isTrue();
        for (int i = 0; i < signature.length; i += signature.length / 16) {
            assertThat(key.signed(TEXT, FROM, TO, flipped(signature, i))).isFalse();
        }
        assertThat(key.signed(TEXT, FROM, TO, signature(pair(bits).get(1)))).isFalse();
        assertThat(provider.name()).isEqualTo(name);
    }

    /** RFC 8017 section 5.2.2 step 1: of all numbers that are equal modulo n, only the smallest is a valid signature. */
    @ParameterizedTest
    @ValueSource(strings = {"jdk", NativeProvider.NAME})
    void refusesNonCanonicalSignature(String name) {
        SignatureProvider provider = provider(name);
        SigningKey signer = pair(2049).get(0);
        BigInteger modulus = signer.publicKey().getModulus();
        byte[] sum = new BigInteger(1, signature(signer)).add(modulus).toByteArray();
        int length = (2049 + 7) / 8;
        byte[] second = ByteUtil.concat(new byte[length - sum.length], sum);
        IssuerKey key = provider.key(signer.publicKey());
        assertThat(key.signed(TEXT, FROM, TO, second)).isFalse();
        assertThat(key.signed(TEXT, FROM, TO, new byte[length])).isFalse();
        assertThat(provider.name()).isEqualTo(name);
    }

    @Test
    void doesNotVerifySignatureOfWrongLength() {
        FakeProvider gullible = new FakeProvider();
        SignatureProvider provider = SignatureProvider.required(FakeProvider.NAME, Optional.of(gullible));
        gullible.saying(right -> true);
        gullible.asked.set(0);
        for (int bits : List.of(2048, 2049)) {
            SigningKey signer = pair(bits).get(0);
            IssuerKey key = provider.key(signer.publicKey());
            byte[] signature = signature(signer);
            assertThat(key.signed(TEXT, FROM, TO, new byte[0])).isFalse();
            assertThat(key.signed(TEXT, FROM, TO, Arrays.copyOf(signature, signature.length - 1)))
                    .isFalse();
            assertThat(key.signed(TEXT, FROM, TO, Arrays.copyOf(signature, signature.length + 1)))
                    .isFalse();
            assertThat(key.signed(TEXT, FROM, TO, ByteUtil.concat(new byte[1], signature)))
                    .isFalse();
        }
        assertThat(gullible.asked).hasValue(0);
    }

    /** The example of RFC 7638 section 3.1. */
    @Test
    void computesTheThumbprintOfRfc7638() throws FetchException {
        String jwks =
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86"
                        + "zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-6"
                        + "5YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6W"
                        + "eZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\""
                        + ",\"kid\":\"2011-04-29\"}]}";
        IssuerKey key =
                KeySet.parse(jwks, SignatureProvider.JDK).find("2011-04-29").get(0);
        assertThat(key.thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(key).hasToString("IssuerKey[NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs]");
    }

    @Test
    void isEqualIfTheThumbprintIsEqual() {
        SigningKey signer = pair(2048).get(0);
        SignatureProvider other = SignatureProvider.required(FakeProvider.NAME, Optional.of(new FakeProvider()));
        IssuerKey key = SignatureProvider.JDK.key(signer.publicKey());
        assertThat(key)
                .isEqualTo(other.key(signer.withKid("other").publicKey()))
                .hasSameHashCodeAs(other.key(signer.publicKey()))
                .isNotEqualTo(SignatureProvider.JDK.key(pair(2048).get(1).publicKey()))
                .isNotEqualTo(key.thumbprint())
                .isNotEqualTo(null);
    }
}
