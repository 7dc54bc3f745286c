import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs the tests without a fault. All must be green, otherwise a red one would prove nothing. Measures the effort of each. */
final class Control {

    private final Path runner;
    private final Path folder;

    Control(Path runner, Path folder) {
        this.runner = runner;
        this.folder = folder;
    }

    /**
     * Returns the effort that each test may use.
     *
     * @throws Unfit if a test is not green
     */
    Map<NamedTest, Effort> run(List<Fault> faults, ExecutorService threads) throws Exception {
        Map<Suite, Set<NamedTest>> suites = new LinkedHashMap<>();
        faults.forEach(fault -> suites.computeIfAbsent(Suite.of(fault.test()), suite -> new LinkedHashSet<>())
                .add(fault.test()));
        List<Future<Map<NamedTest, Effort>>> running = new ArrayList<>();
        suites.forEach((suite, tests) -> running.add(threads.submit(() -> run(suite, List.copyOf(tests)))));
        Map<NamedTest, Effort> efforts = new HashMap<>();
        for (Future<Map<NamedTest, Effort>> one : running) {
            efforts.putAll(one.get());
        }
        return efforts;
    }

    private Map<NamedTest, Effort> run(Suite suite, List<NamedTest> tests) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "suite");
        TestProcess process = new TestProcess(runner, own);
        List<TestProcess.Outcome> outcomes = process.run(suite, tests, own.resolve("nothing"), Effort.UNMEASURED);
        Map<NamedTest, Effort> efforts = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            TestProcess.Outcome outcome = outcomes.get(i);
            efforts.put(tests.get(i), Effort.of(outcome.cpu(), outcome.wall()));
            if (!outcome.isGreen()) {
                wrong.add(outcome.word() + " " + tests.get(i) + "\n" + outcome.why());
            }
        }
        if (!wrong.isEmpty()) {
            throw new Unfit("not green without a fault:\n" + String.join("\n", wrong));
        }
        System.out.println("faults: " + tests.size() + " tests of " + suite.module() + " are green without a fault");
        return efforts;
    }
}
