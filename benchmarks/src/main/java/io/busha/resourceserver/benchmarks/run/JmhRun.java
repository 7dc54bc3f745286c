package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one benchmark with JMH, whose output is shown only on failure. Thread-safe. */
final class JmhRun {

    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String HEAP = "256m";

    private final Plan plan;
    private final Path tokens;

    JmhRun(Plan plan, Path tokens) {
        this.plan = plan;
        this.tokens = tokens;
    }

    /**
     * Its score in each round, measured at once.
     *
     * @throws IllegalStateException where it failed; JMH's words are then on the standard error
     */
    List<Score> run(Case benchmark, int rounds) {
        return run(options(benchmark, rounds, List.of()));
    }

    /** Measures each iteration when {@link Turns} at this port says so. */
    List<Score> runInTurns(Case benchmark, int rounds, int port) {
        List<String> arguments =
                List.of("-D" + TurnProfiler.PORT + "=" + port, "-D" + TurnProfiler.NAME + "=" + benchmark.name());
        return run(options(benchmark, rounds, arguments).addProfiler(TurnProfiler.class));
    }

    /** Measures one long round and records it once it is warm. */
    Score record(Case benchmark, Recorder recorder) {
        return run(options(benchmark, 1, recorder.arguments())
                        .warmupTime(TimeValue.milliseconds(recorder.delay().toMillis() / plan.warmUps()))
                        .measurementTime(
                                TimeValue.milliseconds(recorder.length().toMillis())))
                .get(0);
    }

    private static List<Score> run(ChainedOptionsBuilder options) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(words, true, StandardCharsets.UTF_8)) {
            RunResult result = new Runner(
                            options.build(), OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .runSingle();
            return result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .map(JmhRun::score)
                    .toList();
        } catch (RunnerException e) {
            System.err.println(words.toString(StandardCharsets.UTF_8));
            throw new IllegalStateException(e);
        }
    }

    private ChainedOptionsBuilder options(Case benchmark, int rounds, List<String> more) {
        List<String> arguments = new ArrayList<>(Jvm.arguments(tokens, HEAP));
        arguments.addAll(more);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.type().getName() + "."))
                .forks(plan.forks())
                .threads(benchmark.threads())
                .warmupIterations(plan.warmUps())
                .warmupTime(plan.warmUp())
                .measurementIterations(rounds)
                .measurementTime(plan.measurement())
                .jvmArgs(arguments.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        benchmark.parameters().forEach(options::param);
        return options;
    }

    private static Score score(IterationResult iteration) {
        Result<?> bytes = iteration.getSecondaryResults().get(BYTES);
        return new Score(
                iteration.getPrimaryResult().getScore(),
                bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes.getScore()));
    }
}
