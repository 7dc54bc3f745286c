package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.testkit.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import org.junit.jupiter.api.Test;

class Rs256Test {

    private static final SigningKey KEY = SigningKey.rsa(2048);
    private static final byte[] TEXT = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private static boolean holds(Rs256 algorithm) {
        return algorithm.holds(KEY.publicKey(), TEXT, 0, TEXT.length, KEY.sign(TEXT));
    }

    @Test
    void usesTheUsualProviderOfTheJdk() {
        assertThat(Rs256.jdk("SunJCE").getName()).isEqualTo("SunJCE");
        assertThat(holds(Rs256.JDK)).isTrue();
    }

    @Test
    void usesTheFirstProviderIfTheUsualOneIsMissing() {
        Rs256 first = new Rs256(Rs256.jdk("no such provider"));
        assertThat(holds(first)).isTrue();
    }

    @Test
    void treatsASignatureExceptionAsInvalid() {
        assertThat(holds(new Rs256(new FakeProvider()))).isTrue();
        FakeProvider strict = new FakeProvider().saying(right -> {
            throw new SignatureException("bad padding");
        });
        assertThat(holds(new Rs256(strict))).isFalse();
    }

    @Test
    void namesTheProviderThatCannotVerify() {
        Rs256 helpless = new Rs256(new FakeProvider().without("Signature", "SHA256withRSA"));
        assertThatThrownBy(() -> holds(helpless))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Fake cannot verify RS256")
                .hasCauseInstanceOf(NoSuchAlgorithmException.class);
    }
}
