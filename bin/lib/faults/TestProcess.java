import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs tests of one suite in a JVM of their own. */
final class TestProcess {

    /** The same options as in the root pom. */
    private static final List<String> JVM = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:CompilerDirectivesFile=" + Path.of("bin", "lib", "test-compiler.json").toAbsolutePath(),
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-BytecodeVerificationRemote",
            "-XX:+UseSerialGC",
            "-Xmn200m",
            "-XX:+EnableDynamicAgentLoading",
            "-Duser.language=en");

    /** The outcome of one test: {@code green}, {@code red}, {@code HUNG} or {@code BROKEN}, the times it used, and why it is not green. */
    record Outcome(String word, Duration cpu, Duration wall, String why) {

        boolean isGreen() {
            return word.equals("green");
        }
    }

    private final Path runner;
    private final Path work;

    /** Uses the compiled runner, and keeps its output in a folder. */
    TestProcess(Path runner, Path work) {
        this.runner = runner;
        this.work = work;
    }

    /** Returns an outcome for each test up to one that hangs. Classes in {@code planted} take precedence. */
    List<Outcome> run(Suite suite, List<NamedTest> tests, Path planted, Effort effort)
            throws IOException, InterruptedException {
        Path reports = Files.createFile(work.resolve("reports"));
        Process process = start(suite, tests, planted, reports);
        boolean ended = new Watch(process, reports).endsWithin(effort);
        List<Outcome> outcomes = outcomes(Files.readAllLines(reports));
        if (outcomes.size() < tests.size()) {
            outcomes.add(new Outcome(ended ? "BROKEN" : "HUNG", Duration.ZERO, Duration.ZERO, tail()));
        }
        return outcomes;
    }

    /** Returns the end of the process's output. */
    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(output());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private Path output() {
        return work.resolve("output");
    }

    private Process start(Suite suite, List<NamedTest> tests, Path planted, Path reports) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", ClassPath.join(planted, runner.toAbsolutePath(), suite.classPath()), "TestRunner"));
        command.add(reports.toString());
        tests.forEach(test -> command.add((test.type() + "#" + test.method() + " " + test.row()).strip()));
        return new ProcessBuilder(command)
                .directory(new File(suite.module()))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private static List<Outcome> outcomes(List<String> lines) {
        List<Outcome> outcomes = new ArrayList<>();
        StringBuilder why = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith("failure ")) {
                why.append("  ").append(line.substring(8)).append('\n');
            } else if (line.startsWith("result ")) {
                String[] words = line.split(" ");
                outcomes.add(new Outcome(words[1], millis(words[2]), millis(words[3]), why.toString().stripTrailing()));
                why.setLength(0);
            }
        }
        return outcomes;
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
