import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Runs the tests named by faults, first without a fault, and then with each fault, two at a time. */
final class Run {

    private static final Path RUNNER = Path.of("bin", "lib", "faults", "child");
    private static final int AT_A_TIME = 2;

    /** The report with the outcome of each test. */
    private static final Path REPORT = Path.of("target", "faults.txt");

    private final List<Fault> faults;
    private final long began = System.nanoTime();

    Run(List<Fault> faults) {
        this.faults = faults;
    }

    /** Returns whether every fault turned its test red, or made it hang if that is expected. */
    boolean allSeen() throws Exception {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "");
        Runtime.getRuntime().addShutdownHook(new Thread(Run::endProcesses));
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            return inFolder(folder -> {
                Path runner = compileRunner(folder.resolve("runner"));
                Map<NamedTest, Effort> control = inFolder(own -> new Control(runner, own).run(faults, threads));
                int seen = plantAll(runner, control, threads);
                long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                System.out.printf("faults: %d planted, %d turned their test red, %d did not; %d min %d s%n",
                        faults.size(), seen, faults.size() - seen, seconds / 60, seconds % 60);
                return seen == faults.size();
            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static void endProcesses() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private Path compileRunner(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(RUNNER)) {
            String errors = Compiler.compile(files.toList(), Suite.of(faults.get(0).test()).classPath(), classes);
            if (!errors.isEmpty()) {
                throw new Unfit(errors);
            }
        }
        return classes;
    }

    private int plantAll(Path runner, Map<NamedTest, Effort> control, ExecutorService threads) throws Exception {
        List<Future<Boolean>> seen = new ArrayList<>();
        for (Fault fault : faults) {
            seen.add(threads.submit(() -> isSeen(fault, runner, control.get(fault.test()))));
        }
        int count = 0;
        for (Future<Boolean> each : seen) {
            count += each.get() ? 1 : 0;
        }
        return count;
    }

    private static boolean isSeen(Fault fault, Path runner, Effort effort) throws Exception {
        long began = System.nanoTime();
        TestProcess.Outcome outcome = inFolder(folder -> plant(fault, runner, effort, folder));
        String word = outcome.isGreen() ? "GREEN" : outcome.word();
        boolean seen = word.equals("red") || fault.hangs() && word.equals("HUNG");
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        String line = String.format("%-6s %-72s %s, %d s", word, fault.name(), fault.test(), seconds);
        System.out.println(seen || outcome.isGreen() ? line : line + "\n" + outcome.why());
        Files.writeString(REPORT, line + "\n" + outcome.why() + "\n", StandardOpenOption.APPEND);
        return seen;
    }

    private static TestProcess.Outcome plant(Fault fault, Path runner, Effort effort, Path folder) throws Exception {
        Path classes = folder.resolve("classes");
        String errors = Compiler.compile(fault.module(), Planting.of(fault), folder.resolve("sources"), classes);
        return errors.isEmpty()
                ? new TestProcess(runner, folder)
                        .run(Suite.of(fault.test()), List.of(fault.test()), classes, effort)
                        .get(0)
                : new TestProcess.Outcome("BROKEN", Duration.ZERO, Duration.ZERO, errors);
    }

    private interface Work<T> {
        T in(Path folder) throws Exception;
    }

    private static <T> T inFolder(Work<T> work) throws Exception {
        Path folder = Files.createTempDirectory("planted-fault");
        try {
            return work.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
