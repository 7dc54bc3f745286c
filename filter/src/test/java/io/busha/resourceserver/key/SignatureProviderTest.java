package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.testkit.SigningKey;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.SignatureException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureProviderTest {

    private static final String OF_A_NEWER_JAVA = "of.a.newer.Java";
    private static final SigningKey SIGNER = SigningKey.rsa(2048, "a");
    private static final byte[] TEXT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = SIGNER.sign(TEXT);
    private static final byte[] FORGED = SigningKey.rsa(2048).sign(TEXT);

    private static IssuerKey key(SignatureProvider provider) {
        return provider.key(SIGNER.publicKey());
    }

    private static boolean holds(IssuerKey key, byte[] signature) {
        return key.signed(TEXT, 0, TEXT.length, signature);
    }

    private static void assertJudgesRightly(SignatureProvider provider) {
        IssuerKey key = key(provider);
        assertThat(holds(key, SIGNATURE)).isTrue();
        assertThat(holds(key, FORGED)).isFalse();
    }

    @Test
    void prefersTheNativeProviderByDefault() {
        NativeProvider.assumeItLoads();
        SignatureProvider automatic = SignatureProvider.named("auto");
        assertThat(automatic.name()).isEqualTo(NativeProvider.NAME);
        assertThat(automatic).isSameAs(KeyPolicy.DEFAULT.signatureProvider());
        assertJudgesRightly(automatic);
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(SIGNER.jwk())));
        try (KeySource keys = KeySource.fixed("https://a.example", jwks)) {
            assertThat(keys.health().signatureProvider()).isEqualTo(NativeProvider.NAME);
            assertThat(keys.health()).asString().endsWith("signatures by " + NativeProvider.NAME + "]");
        }
    }

    @Test
    void usesTheJdkIfConfigured() {
        SignatureProvider jdk = SignatureProvider.named("jdk");
        assertThat(jdk.name()).isEqualTo("jdk");
        assertThat(jdk).hasToString("jdk");
        assertJudgesRightly(jdk);
    }

    @Test
    void usesAProviderInstalledInTheJvm() {
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            SignatureProvider listed = SignatureProvider.named("SunRsaSign");
            assertThat(listed.name()).isEqualTo("SunRsaSign");
            assertJudgesRightly(listed);
            assertThat(logged.lines()).containsExactly("INFO Signatures are verified by SunRsaSign");
        }
    }

    @Test
    void usesAProviderOnTheClassPath() {
        NativeProvider.assumeItLoads();
        SignatureProvider found = SignatureProvider.named(NativeProvider.NAME);
        assertThat(found.name()).isEqualTo(NativeProvider.NAME);
        assertJudgesRightly(found);
        assertThat(found.name()).isEqualTo(NativeProvider.NAME);
    }

    @Test
    void explainsWhatToDoForAnUnknownProvider() {
        for (String name : List.of("no such provider", "", "AUTO")) {
            assertThatThrownBy(() -> SignatureProvider.named(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no such security provider: add it to the class path, or use auto or jdk");
        }
    }

    @Test
    void doesNotChangeTheProvidersOfTheJvm() {
        Provider[] before = Security.getProviders();
        SignatureProvider.named("auto");
        SignatureProvider.named("jdk");
        SignatureProvider.named("SunRsaSign");
        assertJudgesRightly(SignatureProvider.required(FakeProvider.NAME, Optional.of(new FakeProvider())));
        assertThat(Security.getProviders()).containsExactly(before);
    }

    @Test
    void findsNoProviderOnAClassPathWithBrokenServices(@TempDir Path directory) throws IOException {
        assertThat(find(directory, FakeProvider.class.getName())).isPresent();
        assertThat(find(directory, "no.such.Class")).isEmpty();
        assertThat(find(directory, OF_A_NEWER_JAVA)).isEmpty();
        assertThat(find(directory, BrokenProvider.class.getName())).isEmpty();
    }

    private static Optional<Provider> find(Path directory, String type) throws IOException {
        URL services =
                Files.writeString(directory.resolve("services"), type).toUri().toURL();
        ClassLoader classPath = new ClassLoader(SignatureProviderTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(List.of(services));
            }

            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals(OF_A_NEWER_JAVA)) {
                    throw new UnsupportedClassVersionError("compiled by a more recent version of Java");
                }
                return super.findClass(name);
            }
        };
        return SignatureProvider.find(FakeProvider.NAME, classPath, service -> service.type()
                .getName()
                .equals(type));
    }

    @SuppressWarnings("serial") // never serialized
    public static final class BrokenProvider extends Provider {
        public BrokenProvider() {
            super("Broken", "1", "cannot be made");
            throw new UnsatisfiedLinkError("its native library is not there");
        }
    }

    @Test
    void logsThatTheJdkVerifiesWithoutAnotherProvider() {
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            assertThat(SignatureProvider.ifItWorks(Optional.empty()).name()).isEqualTo("jdk");
            assertThat(logged.lines()).containsExactly("INFO Signatures are verified by the JDK");
        }
    }

    @Test
    void usesAProviderThatWorks() {
        FakeProvider fake = new FakeProvider();
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            SignatureProvider provider = SignatureProvider.ifItWorks(Optional.of(fake));
            assertThat(logged.lines()).containsExactly("INFO Signatures are verified by Fake");
            fake.asked.set(0);
            assertJudgesRightly(provider);
            assertThat(provider).hasToString(FakeProvider.NAME);
            assertThat(fake.asked).hasValue(2);
            assertThat(logged.lines()).hasSize(1);
        }
    }

    static Stream<Arguments> providersThatDoNotWork() {
        return Stream.of(
                arguments("says yes to everything", new FakeProvider().saying(right -> true), "a wrong answer"),
                arguments("says no to everything", new FakeProvider().saying(right -> false), "a wrong answer"),
                arguments("says the opposite", new FakeProvider().saying(right -> !right), "a wrong answer"),
                arguments(
                        "throws",
                        new FakeProvider().saying(right -> {
                            throw new UnsupportedOperationException("not in this mode");
                        }),
                        "UnsupportedOperationException: not in this mode"),
                arguments(
                        "lacks native code",
                        new FakeProvider().saying(right -> {
                            throw new UnsatisfiedLinkError("no fake in java.library.path");
                        }),
                        "UnsatisfiedLinkError: no fake in java.library.path"),
                arguments(
                        "lacks the algorithm",
                        new FakeProvider().without("Signature", "SHA256withRSA"),
                        "Fake cannot verify RS256"),
                arguments(
                        "lacks RSA keys", new FakeProvider().without("KeyFactory", "RSA"), "NoSuchAlgorithmException"),
                arguments(
                        "takes no key",
                        new FakeProvider().translating(key -> {
                            throw new InvalidKeyException("not in this mode");
                        }),
                        "InvalidKeyException: not in this mode"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providersThatDoNotWork")
    void usesTheJdkIfTheProviderDoesNotWork(String name, Provider fake, String fault) {
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            SignatureProvider provider = SignatureProvider.ifItWorks(Optional.of(fake));
            assertThat(provider.name()).isEqualTo("jdk");
            assertJudgesRightly(provider);
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO Signatures are verified by the JDK; Fake: ")
                    .contains(fault);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providersThatDoNotWork")
    void refusesANamedProviderThatDoesNotWork(String name, Provider fake, String fault) {
        assertThatThrownBy(() -> SignatureProvider.required(FakeProvider.NAME, Optional.of(fake)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("this security provider does not verify RS256 correctly: ")
                .hasMessageContaining(fault)
                .hasMessageEndingWith("; use auto or jdk");
    }

    static Stream<Arguments> waysToFailLater() {
        return Stream.of(
                arguments("says no to everything", answer(right -> false)),
                arguments("says that the signature is malformed", answer(right -> {
                    throw new SignatureException("bad padding");
                })),
                arguments("throws", answer(right -> {
                    throw new IllegalStateException("out of handles");
                })),
                arguments("loses its native code", answer(right -> {
                    throw new UnsatisfiedLinkError("unloaded");
                })));
    }

    private static FakeProvider.Answer answer(FakeProvider.Answer answer) {
        return answer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFailLater")
    void dropsAProviderThatRejectsValidSignatures(String name, FakeProvider.Answer later) {
        FakeProvider fake = new FakeProvider();
        SignatureProvider provider = SignatureProvider.ifItWorks(Optional.of(fake));
        IssuerKey key = key(provider);
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            fake.saying(later);
            assertThat(holds(key, FORGED)).isFalse();
            assertThat(provider.name()).isEqualTo(FakeProvider.NAME);
            assertThat(logged.lines()).isEmpty();

            assertThat(holds(key, SIGNATURE)).isTrue();
            assertThat(provider.name()).isEqualTo("jdk");

            fake.saying(right -> true).asked.set(0);
            assertThat(holds(key, SIGNATURE)).isTrue();
            assertThat(holds(key, FORGED)).isFalse();
            assertJudgesRightly(provider);
            assertThat(fake.asked).hasValue(0);
            assertThat(logged.lines())
                    .containsExactly(
                            "WARNING Fake rejected a valid signature; from now on the JDK verifies signatures");
        }
    }

    static Stream<Arguments> waysToRefuseAKey() {
        return Stream.of(
                arguments("says so", translation(key -> {
                    throw new InvalidKeyException("too long");
                })),
                arguments("throws", translation(key -> {
                    throw new IllegalStateException("out of handles");
                })),
                arguments("loses its native code", translation(key -> {
                    throw new UnsatisfiedLinkError("unloaded");
                })),
                arguments("gives a key of another kind", translation(key -> SIGNER.privateKey())));
    }

    private static FakeProvider.Translation translation(FakeProvider.Translation translation) {
        return translation;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToRefuseAKey")
    void usesTheJdkForAKeyThatTheProviderDoesNotSupport(String name, FakeProvider.Translation later) {
        FakeProvider fake = new FakeProvider();
        SignatureProvider provider = SignatureProvider.ifItWorks(Optional.of(fake));
        IssuerKey taken = key(provider);
        try (Logged logged = Logged.by(SignatureProvider.class)) {
            fake.translating(later).saying(right -> true).asked.set(0);
            assertJudgesRightly(provider);
            assertThat(fake.asked).hasValue(0);
            assertThat(logged.lines())
                    .containsExactly(
                            "WARNING Fake does not accept one of the issuer's keys; the JDK verifies its signatures");
            fake.saying(right -> right);
            assertThat(holds(taken, SIGNATURE)).isTrue();
            assertThat(fake.asked).hasValue(1);
            assertThat(provider.name()).isEqualTo(FakeProvider.NAME);
        }
    }
}
