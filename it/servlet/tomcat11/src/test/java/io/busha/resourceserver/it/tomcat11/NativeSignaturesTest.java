package io.busha.resourceserver.it.tomcat11;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.SignatureProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeSignaturesTest {

    /** Ensures that the contract on Tomcat 11 tests native code. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"},
            disabledReason = "the class path has no native code for this machine")
    void usesNativeSignatureProvider() {
        assertThat(SignatureProvider.named("auto")).hasToString("AmazonCorrettoCryptoProvider");
    }
}
