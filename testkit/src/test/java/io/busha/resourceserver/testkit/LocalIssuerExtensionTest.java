package io.busha.resourceserver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalIssuerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class LocalIssuerExtensionTest {
    private LocalIssuer ofTheClass;

    @BeforeAll
    void keep(LocalIssuer issuer) {
        ofTheClass = issuer;
    }

    @BeforeEach
    void knows(LocalIssuer issuer) {
        assertThat(issuer).isSameAs(ofTheClass);
    }

    @Test
    void givesARunningIssuer(LocalIssuer issuer) {
        assertThat(RawHttp.get(issuer.uri(), Endpoint.JWKS.path()).status()).isEqualTo(200);
    }

    @Nested
    class InANestedClass {
        @Test
        void givesTheSameIssuer(LocalIssuer issuer) {
            assertThat(issuer).isSameAs(ofTheClass);
        }
    }
}
