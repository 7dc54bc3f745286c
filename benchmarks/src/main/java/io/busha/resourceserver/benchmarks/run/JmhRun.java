package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one benchmark with JMH, whose words are shown only where it fails. */
final class JmhRun {

    private static final String BYTES = "gc.alloc.rate.norm";

    private final Plan plan;
    private final Path tokens;

    JmhRun(Plan plan, Path tokens) {
        this.plan = plan;
        this.tokens = tokens;
    }

    /**
     * The score of it.
     *
     * @throws RunnerException where it failed; JMH's words are then on the standard error
     */
    Score run(Case benchmark) throws RunnerException {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(words, true, StandardCharsets.UTF_8)) {
            ChainedOptionsBuilder options = options(benchmark);
            RunResult result = new Runner(
                            options.build(), OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .runSingle();
            return new Score(result.getPrimaryResult().getScore(), bytes(result));
        } catch (RunnerException e) {
            System.err.println(words.toString(StandardCharsets.UTF_8));
            System.err.println(benchmark.name() + ": " + e + " " + e.getCause());
            throw e;
        }
    }

    private ChainedOptionsBuilder options(Case benchmark) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.type().getName() + "."))
                .forks(plan.forks())
                .threads(benchmark.threads())
                .warmupIterations(1)
                .warmupTime(plan.warmUp())
                .measurementIterations(1)
                .measurementTime(plan.measurement())
                .jvmArgs(Jvm.arguments(tokens).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        benchmark.parameters().forEach(options::param);
        return options;
    }

    private static OptionalDouble bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        return bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes.getScore());
    }
}
