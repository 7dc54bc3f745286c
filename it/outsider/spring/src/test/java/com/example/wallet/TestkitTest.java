package com.example.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootVersion;

/** The testkit runs with the JUnit that this Boot manages: 5 with Boot 3.5, 6 with Boot 4.1. */
@ExtendWith(LocalIssuerExtension.class)
class TestkitTest {

    @Test
    void startsIssuerWithManagedJUnitVersion(LocalIssuer issuer) {
        String jUnit = SpringBootVersion.getVersion().startsWith("3.") ? "5." : "6.";
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith(jUnit);
        assertThat(RawHttp.get(issuer.uri(), "/.well-known/jwks.json").status()).isEqualTo(200);
    }
}
