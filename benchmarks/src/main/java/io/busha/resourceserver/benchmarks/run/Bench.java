package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.http.Variant;
import io.busha.resourceserver.benchmarks.question.VirtualThreadsBenchmark;
import io.busha.resourceserver.benchmarks.report.Finding;
import io.busha.resourceserver.benchmarks.report.Finding.Verdict;
import io.busha.resourceserver.benchmarks.report.Machine;
import io.busha.resourceserver.benchmarks.report.Profile;
import io.busha.resourceserver.benchmarks.report.ResultsFolder;
import io.busha.resourceserver.benchmarks.report.Scores;
import io.busha.resourceserver.benchmarks.report.Tables;
import io.busha.resourceserver.benchmarks.report.Targets;
import io.busha.resourceserver.benchmarks.subject.Minter;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The benchmarks as a command: runs them, prints the results and draws charts. */
@Command(
        name = "bin/bench",
        sortOptions = false,
        description = "Measures the library beside its rivals and the bare signature, round by round, and compares the"
                + " medians of the ratios with what is promised.",
        footer = {
            "",
            "Exit code 0: everything ran. 1: something failed; with --strict, or a target does not hold. 2: a wrong option."
        })
public final class Bench implements Callable<Integer> {

    private static final Path TARGET = Path.of("benchmarks", "target");

    @Option(names = "--short", description = "Only what is promised, in less than 17 minutes")
    private boolean quick;

    @Option(names = "--smoke", description = "Everything once, too short to mean anything, in less than 2 minutes")
    private boolean smoke;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds, of whole requests at most. Default: 51 and 21, with --short 25 and 11")
    private @Nullable Integer rounds;

    @Option(names = "--strict", description = "Fail where a target does not hold")
    private boolean strict;

    @Option(names = "--charts-into", paramLabel = "FOLDER", description = "Copy the charts there, as performance-*.png")
    private @Nullable Path chartsInto;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Only show where the CPU time of one benchmark goes, or of http.warm; needs a JDK 25 on Linux")
    private @Nullable String profile;

    private final List<String> remarks = new ArrayList<>();

    private Bench() {}

    /** Measures and exits. */
    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        OptionSpec help = OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this and exit")
                .build();
        System.exit(new CommandLine(CommandSpec.forAnnotatedObject(new Bench()).addOption(help)).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if ((quick && smoke) || (smoke && chartsInto != null) || (rounds != null && rounds < 1)) {
            System.err.println("bin/bench: --smoke is neither short nor worth a chart, and there is at least 1 round");
            return CommandLine.ExitCode.USAGE;
        }
        if (profile != null) {
            return profile(Plan.quick().withRounds(1), profile);
        }
        Plan plan = smoke ? Plan.smoke() : quick ? Plan.quick() : Plan.full();
        return run(rounds == null ? plan : plan.withRounds(rounds));
    }

    private int run(Plan plan) throws IOException {
        // Benchmarks live side by side and take turns; JMH's lock would let in one of them.
        System.setProperty("jmh.ignoreLock", "true");
        System.out.println("bench: " + Machine.line());
        Path tokens = mint(plan);
        Scores scores = new Scores();
        Rounds benchmarks = new Rounds(catalogue(), plan, new JmhRun(plan, tokens));
        benchmarks.run(scores);
        new HttpRounds(plan, tokens).run(scores);
        List<Finding> findings = Targets.find(scores);
        remarks.add("Medians of " + plan.rounds() + " rounds, of whole requests " + plan.httpRounds()
                + "; of fewer where nothing is promised.");
        write(scores, findings);
        if (!smoke) {
            print(scores, findings);
        }
        return end(benchmarks.failures(), findings);
    }

    private int profile(Plan plan, String name) throws IOException {
        System.out.println("bench: " + Machine.line());
        Optional<Case> benchmark = catalogue().named(name);
        Optional<Variant> variant = Stream.of(Variant.values())
                .filter(one -> one.score().equals(name) && one != Variant.COLD)
                .findFirst();
        if (benchmark.isEmpty() && variant.isEmpty()) {
            System.err.println("bin/bench: there is no benchmark " + name + " that can be profiled");
            return CommandLine.ExitCode.USAGE;
        }
        Path tokens = mint(plan);
        Path file = TARGET.resolve(name + ".jfr").toAbsolutePath();
        Recorder recorder = new Recorder(file);
        double nanos = variant.isPresent()
                ? new HttpRounds(plan, tokens).record(variant.get(), recorder)
                : new JmhRun(plan, tokens).record(benchmark.get(), recorder).nanos();
        Profile found = Profile.of(file, variant.isPresent() ? Variant.ROOT : Case.ROOT);
        System.out.printf(
                Locale.ROOT,
                "bench: %s, %.2f µs; shares of %,d samples, what is called included%n%n",
                name,
                nanos / 1000,
                found.samples());
        found.lines().forEach(System.out::println);
        return CommandLine.ExitCode.OK;
    }

    private void write(Scores scores, List<Finding> findings) throws IOException {
        ResultsFolder results = new ResultsFolder(smoke ? TARGET.resolve("smoke") : TARGET);
        results.write(scores, findings, remarks);
        if (chartsInto != null) {
            results.copyCharts(chartsInto);
        }
        System.out.println("bench: ratios.json, results.md and charts are in " + results);
    }

    private static Path mint(Plan plan) throws IOException {
        System.out.printf("bench: minting %,d tokens ...%n", 2 * plan.tokens() + plan.once());
        Path tokens = TARGET.resolve("tokens");
        System.setProperty(Tokens.FOLDER, tokens.toAbsolutePath().toString());
        Minter.mint(tokens, 2048, plan.tokens(), plan.once());
        Minter.mint(tokens, 4096, plan.tokens(), 0);
        return tokens;
    }

    private Catalogue catalogue() {
        boolean accp = Providers.hasAccp();
        boolean virtualThreads = Runtime.version().feature() >= VirtualThreadsBenchmark.SINCE;
        if (!accp) {
            remarks.add("ACCP is not on the class path or does not work here: its rows are left out.");
        }
        if (!virtualThreads && !quick) {
            remarks.add("This JDK has no virtual threads: their rows are left out.");
        }
        remarks.forEach(System.out::println);
        return new Catalogue(accp, virtualThreads);
    }

    private void print(Scores scores, List<Finding> findings) {
        for (List<String> table :
                List.of(Tables.validations(scores), Tables.requests(scores), Tables.targets(findings))) {
            System.out.println();
            table.forEach(System.out::println);
        }
        System.out.println();
        remarks.forEach(System.out::println);
    }

    private int end(List<String> failures, List<Finding> findings) {
        failures.forEach(failure -> System.out.println("failed: " + failure));
        boolean allHold = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.DOES_NOT_HOLD);
        boolean well = failures.isEmpty() && (allHold || !strict);
        return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
