package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.BushaToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Properties of a test take precedence over those of the test issuer. */
@SpringBootTest(classes = WalletApplication.class, properties = "busha.client-id=inlined")
@SuppressWarnings("NullAway.Init")
class TestPropertyPrecedenceTest {

    @Autowired
    private Environment environment;

    @DynamicPropertySource
    static void say(DynamicPropertyRegistry properties) {
        properties.add("busha.realm", () -> "dynamic");
        properties.add("busha.jwks-origin", () -> "https://keys.example");
    }

    @Test
    void prefersPropertiesOfTestToTestIssuer() {
        assertThat(environment.getProperty("busha.client-id")).isEqualTo("inlined");
        assertThat(environment.getProperty("busha.realm")).isEqualTo("dynamic");
        assertThat(environment.getProperty("busha.jwks-origin")).isEqualTo("https://keys.example");
        assertThat(environment.getProperty("busha.issuer"))
                .isEqualTo(BushaToken.issuer().issuer());
    }
}
