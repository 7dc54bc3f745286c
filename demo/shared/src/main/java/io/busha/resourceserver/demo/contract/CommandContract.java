package io.busha.resourceserver.demo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.demo.Demo;
import io.busha.resourceserver.demo.DemoApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests the demo of one door as a command. */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
public abstract class CommandContract {

    private static final String NEVER_ASKED = "http://127.0.0.1:9";

    @TempDir
    private Path temporary;

    private final String name;
    private final DemoApi.Adapter adapter;
    private final Class<?> main;

    /** Creates the tests of the demo with this name, door and main class. */
    protected CommandContract(String name, DemoApi.Adapter adapter, Class<?> main) {
        this.name = name;
        this.adapter = adapter;
        this.main = main;
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus, --bogus",
        "word, word",
        "--port, --port",
        "--port none, --port",
        "--port -1, --port",
        "--port 65536, --port",
        "--adapter other, other",
        "--issuer " + NEVER_ASKED + ", --client-id",
        "--client-id mine, --issuer",
        "--issuer= --client-id mine, --issuer",
        "--issuer http://api.example --client-id mine, issuer",
        "--issuer https://login.busha.io --client-id mine, client-id",
    })
    void rejectsInvalidOptionsWithOneLine(String options, String named) {
        assertRefused(named, options.split(" "));
    }

    @Test
    void reportsEveryInvalidSettingOnOneLine() {
        assertRefused("client-id", "--issuer", "ftp://there", "--client-id", "a,\n");
        assertRefused("issuer", "--issuer", "ftp://there", "--client-id", "a,\n");
    }

    @Test
    void rejectsPortInUseWithOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused("127.0.0.1:" + port, "--port", port);
        }
    }

    private void assertRefused(String named, String... options) {
        StringWriter errors = new StringWriter();
        CommandLine command = Demo.commandLine(name, adapter).setErr(new PrintWriter(errors, true));

        assertThat(command.execute(options)).isEqualTo(2);
        assertThat(errors.toString()).startsWith("bin/demo: ").contains(named).hasLineCount(1);
    }

    @Test
    void printsRunnableCurlCommands() throws Exception {
        Process demo = run("--port", "0");

        List<String> lines = readUntilReady(demo);
        demo.destroy();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("curl "))
                .hasSize(5)
                .allMatch(line -> line.contains("Bearer ey"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# "))
                .extracting(line -> line.substring(0, 6))
                .containsExactly("# 200:", "# 401:", "# 403:", "# 200:", "# 200:");
        assertThat(demo.waitFor()).isEqualTo(143);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void servesWhileIssuerIsDown() throws Exception {
        Process demo = run("--port", "0", "--issuer", NEVER_ASKED, "--client-id", "mine");

        List<String> lines = readUntilReady(demo);

        assertThat(lines).anyMatch(line -> line.startsWith("curl ") && line.contains("$TOKEN"));
        assertThat(URI.create(lines.get(lines.size() - 1).substring("ready ".length()))
                        .getPort())
                .isPositive();
        demo.destroy();
        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }

    private Process run(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(
                List.of("-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> readUntilReady(Process demo) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = demo.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.startsWith("ready http://127.0.0.1:")) {
                return lines;
            }
        }
        throw new AssertionError("it never was ready, but said " + lines);
    }
}
