package io.busha.resourceserver.it.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.War;
import io.busha.resourceserver.it.app.WarServer;
import io.busha.resourceserver.it.app.WebXml;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts a WAR with environment variables only, in another process, because a test cannot change its own environment. */
@Timeout(300)
class EnvironmentStartTest {

    @Test
    void startsWithEnvironmentVariablesOnly() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            Process server = start(Map.of(
                    "BUSHA_ISSUER",
                    issuer.issuer(),
                    "BUSHA_CLIENT_ID",
                    LocalIssuer.CLIENT_ID,
                    "BUSHA_REALM",
                    "of-environment",
                    "BUSHA_KEY_WAIT",
                    "10s"));
            try (BufferedReader said = server.inputReader()) {
                URI uri = URI.create(said.readLine());
                String token = "Authorization: Bearer " + issuer.accessToken().sign();
                assertThat(RawHttp.get(uri, "/me", token).status()).isEqualTo(200);
                assertThat(RawHttp.get(uri, "/me").header("WWW-Authenticate")).contains("\"of-environment\"");
            } finally {
                server.getOutputStream().close();
                assertThat(server.waitFor()).isZero();
            }
        }
    }

    private static Process start(Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        return process.redirectError(Path.of("target", "environment-start.log").toFile())
                .start();
    }

    /** Prints where it listens, and ends at the end of its input. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            try (War war = War.assemble(WebXml.with(Map.of()));
                    WarServer server = TomcatServer.start();
                    ServletDoor door = server.deploy(war)) {
                System.out.println(door.uri());
                System.in.readAllBytes();
            }
        }
    }
}
