package com.example.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Typical configuration mistakes: the application reports them, or it starts and denies every request. */
@ExtendWith(OutputCaptureExtension.class)
class MistakesTest {

    private static final String ID = "busha-oauth2-00000000-0000-0000-0000-000000000000-";

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(WalletApplication.class);
        application.setDefaultProperties(Map.of("server.port", "0"));
        return application.run(properties);
    }

    private static void assertRefused(CapturedOutput output, String[] properties, String... texts) {
        assertThatThrownBy(() -> start(properties).close()).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:").contains(texts);
        assertThat(output).doesNotContain("\tat "); // a message, not a stack trace
    }

    private static int status(ConfigurableApplicationContext application, String... tokens) throws Exception {
        int port = Integer.parseInt(application.getEnvironment().getProperty("local.server.port", ""));
        return Http.get(port, "/balances", tokens).statusCode();
    }

    @Test
    void refusesToStartWithoutClientId(CapturedOutput output) {
        assertRefused(output, new String[] {"--busha.client-id="}, "busha.client-id", "set the client id of your app");
    }

    @Test
    void refusesToStartWithSandboxClientIdInProduction(CapturedOutput output) {
        assertRefused(
                output, new String[] {"--busha.client-id=" + ID + "test"}, "busha.client-id", "busha.environment=sandbox");
    }

    @Test
    void refusesToStartWithProductionClientIdInSandbox(CapturedOutput output) {
        assertRefused(
                output,
                new String[] {"--busha.client-id=" + ID + "live", "--busha.environment=sandbox"},
                "busha.client-id");
    }

    @Test
    void acceptsPropertyInRelaxedSpelling() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                ConfigurableApplicationContext application =
                        start("--busha.issuer=" + issuer.issuer(), "--busha.clientid=" + LocalIssuer.CLIENT_ID)) {
            assertThat(status(application, issuer.accessToken().scopes("balances:read").sign()))
                    .isEqualTo(200); // Spring's relaxed binding accepts it
        }
    }

    @Test
    void answersUnavailableIfIssuerAnnouncesAnotherName() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            issuer.announceIssuer("https://issuer.example");
            try (ConfigurableApplicationContext application =
                    start("--busha.issuer=" + issuer.uri(), "--busha.client-id=" + LocalIssuer.CLIENT_ID)) {
                assertThat(status(application)).isEqualTo(401);
                assertThat(status(application, issuer.accessToken().scopes("balances:read").sign()))
                        .isEqualTo(503);
            }
        }
    }

    @Test
    void refusesToStartWithRequiredKeysIfIssuerAnnouncesAnotherName(CapturedOutput output) {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            issuer.announceIssuer("https://issuer.example");
            assertRefused(
                    output,
                    new String[] {
                        "--busha.issuer=" + issuer.uri(),
                        "--busha.client-id=" + LocalIssuer.CLIENT_ID,
                        "--busha.start-up=required",
                        "--busha.start-up-limit=2s"
                    },
                    issuer.uri().toString(),
                    "busha.start-up=lazy");
        }
    }

    @Test
    void rejectsTokenOfAnotherIssuer() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                LocalIssuer other = LocalIssuer.start();
                ConfigurableApplicationContext application =
                        start("--busha.issuer=" + issuer.issuer(), "--busha.client-id=" + LocalIssuer.CLIENT_ID)) {
            assertThat(status(application, other.accessToken().scopes("balances:read").sign()))
                    .isEqualTo(401);
            assertThat(status(application, issuer.accessToken().claim("iss", other.issuer()).sign()))
                    .isEqualTo(401);
        }
    }
}
