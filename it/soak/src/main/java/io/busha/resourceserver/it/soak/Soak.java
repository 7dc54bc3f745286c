package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The soak as a command: starts everything, runs the schedule and prints the result. */
@Command(
        name = "bin/soak",
        sortOptions = false,
        description = "Keeps a protected server under load while its issuer rotates keys and goes wrong at random, its"
                + " application is replaced, also in outages, and a meter registry and a log handler block. Judges every"
                + " answer by the issuer's own log.",
        footer = {
            "",
            "From 20 minutes on there must be 100 rotations, 3 hits of each fault and 3 redeploys of each kind, below that",
            "10, 1 and 1.",
            "Exit code 0: all is well. 1: a wrong answer, or too little has happened. 2: a wrong option."
        })
public final class Soak implements Callable<Integer> {

    private static final int PROGRESS_SECONDS = 10;
    private static final long FORGER_EVERY = TimeUnit.SECONDS.toNanos(2);

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long, at least 2, may be a decimal. Default: ${DEFAULT-VALUE}")
    private double minutes = 30;

    @Option(names = "--seed", paramLabel = "S", description = "Repeats the schedule of another soak")
    private @Nullable Long seed;

    private Soak() {}

    /** Runs the soak and exits. */
    public static void main(String[] args) {
        OptionSpec help = OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this and exit")
                .build();
        System.exit(new CommandLine(CommandSpec.forAnnotatedObject(new Soak()).addOption(help)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes >= Length.MIN_MINUTES)) {
            System.err.println("bin/soak: --minutes: it must be at least 2");
            return CommandLine.ExitCode.USAGE;
        }
        try (InputStream logging = Soak.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        long number = seed == null ? new Random().nextInt(1_000_000) : seed;
        System.out.printf("soak: %s minutes, seed %d, JDK %s%n", minutes, number, Runtime.version());
        return soak(Length.ofMinutes(minutes), new Random(number))
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean soak(Length length, Random random) throws Exception {
        Terms terms = Terms.SHORTEST;
        SigningKey firstKey = SigningKey.rsa(2048);
        try (Stalls stalls = new Stalls();
                LocalIssuer issuer = LocalIssuer.start(firstKey);
                KeyPool pool = new KeyPool(issuer);
                ProtectedServer server = ProtectedServer.start(issuer, terms)) {
            KeyTokens first = pool.tokensOf(firstKey);
            Wallet wallet = new Wallet(issuer, first, pool.take());
            StrangeTokens strange = new StrangeTokens(first.token(Kind.CURRENT));
            Trial trial = new Trial(issuer, terms, stalls);
            Traffic traffic = new Traffic(server.port(), wallet, strange, trial::witness);
            Flood flood = new Flood(server.port(), strange, trial::witness);
            Stage stage = new Stage(terms, issuer, server, pool, wallet, traffic, flood, trial, random);
            play(stage, length);
            return say(trial.report(length), trial.wrongCases());
        }
    }

    private static void play(Stage stage, Length length) throws InterruptedException {
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        Runnable tell = () -> System.out.println(stage.trial().report(length).progress());
        progress.scheduleAtFixedRate(tell, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
        try {
            stage.traffic().start(new SplittableRandom(stage.random().nextLong()));
            stage.traffic().forgers().open(FORGER_EVERY);
            new Schedule(length, new Random(stage.random().nextLong())).play(stage);
        } finally {
            progress.shutdownNow();
            stage.traffic().end();
            stage.trial().end();
        }
    }

    private static boolean say(Report report, List<String> wrongCases) {
        report.table().forEach(System.out::println);
        wrongCases.forEach(System.out::println);
        report.shortfalls().forEach(line -> System.out.println("too little: " + line));
        boolean well = wrongCases.isEmpty() && report.shortfalls().isEmpty();
        System.out.println(well ? "soak: all is well" : "soak: not well");
        return well;
    }
}
