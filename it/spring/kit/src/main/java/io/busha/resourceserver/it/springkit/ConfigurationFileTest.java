package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Settings in a configuration file: lists are read, and misspelt names stop the start. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFileTest {

    private final LocalIssuer issuer = LocalIssuer.start();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Server start(String settings) throws IOException {
        String yaml = """
                busha:
                  issuer: %s
                  key-wait: 10s
                """.formatted(issuer.issuer());
        Files.writeString(folder.resolve("application.yaml"), yaml + settings.indent(2));
        return Server.configuredIn(folder);
    }

    @Test
    void readsListsOfClientIdsAndRoutes() throws IOException {
        String lists = """
                client-id: [somebody-else, %s]
                routes:
                  - GET,POST /undeclared open
                  - GET /tenant tenant:read
                """.formatted(LocalIssuer.CLIENT_ID);
        try (Server server = start(lists)) {
            assertThat(server.get("/undeclared").status()).isEqualTo(200);
            assertThat(server.get(
                                    "/tenant",
                                    issuer.accessToken().scopes("balances:read").sign())
                            .status())
                    .isEqualTo(403);
            assertThat(server.get(
                                    "/tenant",
                                    issuer.accessToken().scopes("tenant:read").sign())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesToStartWithMisspeltName(CapturedOutput output) {
        assertRefused(
                "cleint-id: " + LocalIssuer.CLIENT_ID,
                output,
                "busha.cleint-id",
                "application.yaml] - 4:14",
                "busha.client-id?");
    }

    @Test
    void refusesToStartWithUnknownSslBundle(CapturedOutput output) {
        assertRefused(
                "client-id: " + LocalIssuer.CLIENT_ID + "\nssl-bundle: partners",
                output,
                "busha.ssl-bundle: there is no SSL bundle \"partners\"");
    }

    private void assertRefused(String settings, CapturedOutput output, String... report) {
        assertThatThrownBy(() -> start(settings).close())
                .hasStackTraceContaining(StartRefusedException.class.getName());
        assertThat(output).contains("APPLICATION FAILED TO START").contains(report);
    }

    @Test
    void warnsAboutUnknownNames(CapturedOutput output) throws IOException {
        try (Server server = start("client-id: " + LocalIssuer.CLIENT_ID + "\nbase-url: http://127.0.0.1")) {
            assertThat(server.get("/balances").status()).isEqualTo(401);
        }
        assertThat(output).containsPattern("WARN .*busha\\.base-url \\(.*application\\.yaml] - 5:13\\)");
    }
}
