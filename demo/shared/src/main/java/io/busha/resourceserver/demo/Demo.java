package io.busha.resourceserver.demo;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The demo as a command: reads the options, starts the API of one adapter, prints requests to try, and serves. */
@Command(
        name = "bin/demo",
        sortOptions = false,
        description = "Serves a small API on 127.0.0.1 that accepts only callers with a valid access token.",
        footer = {
            "",
            "Without --issuer it starts its own issuer and prints curl commands with tokens to try.",
            "Ctrl-C or SIGTERM stop it: it closes everything and exits with 130 or 143.",
            "For an invalid option or a port in use it prints one line and exits with 2."
        })
public final class Demo implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final String name;
    private final DemoApi.Adapter adapter;

    @Option(
            names = "--adapter",
            paramLabel = "NAME",
            description = "The adapter that serves the API. Default: ${DEFAULT-VALUE}")
    private String chosen;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 is a free one. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(names = "--issuer", paramLabel = "URL", description = "Accept the tokens of this issuer. Needs --client-id")
    private @Nullable String issuer;

    @Option(names = "--client-id", paramLabel = "ID", description = "The client whose tokens of --issuer are accepted")
    private @Nullable String clientId;

    private Demo(String name, DemoApi.Adapter adapter) {
        this.name = name;
        this.adapter = adapter;
        this.chosen = name;
    }

    /** Returns the command for one adapter. If it cannot start serving, it prints one line to standard error and its exit code is 2. */
    public static CommandLine commandLine(String name, DemoApi.Adapter adapter) {
        OptionSpec help = OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this and exit")
                .build();
        return new CommandLine(
                        CommandSpec.forAnnotatedObject(new Demo(name, adapter)).addOption(help))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> refuse(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof IllegalArgumentException || e instanceof IOException) {
                        return refuse(command, e);
                    }
                    throw e;
                });
    }

    private static int refuse(CommandLine command, Exception e) {
        String fault = Objects.requireNonNullElse(e.getMessage(), e.toString());
        String line = fault.replace(":\n  - ", ": ").replace("\n  - ", "; ").replaceAll("\\p{Cntrl}+", " ");
        command.getErr().println(command.getCommandName() + ": " + line);
        return ExitCode.USAGE;
    }

    /** Serves until the process receives a stop signal. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseWrongOptions();
        try (InputStream logging = Demo.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        try (StopSignal stop = StopSignal.listen();
                LocalIssuer own = issuer == null ? LocalIssuer.start() : null;
                DemoApi api = adapter.start(port, settings(own))) {
            Tour tour = new Tour("http://127.0.0.1:" + api.port());
            System.out.println(own == null ? tour.withoutTokens() : tour.withTokensOf(own));
            System.out.println("ready " + tour.url());
            stop.await();
        }
        return ExitCode.OK;
    }

    private void refuseWrongOptions() {
        refuseIf(!chosen.equals(name), "--adapter: there is no \"" + chosen + "\" here, only " + name);
        refuseIf(port < 0 || port > HIGHEST_PORT, "--port: it must be 0 to " + HIGHEST_PORT);
        refuseIf(issuer != null && issuer.isBlank(), "--issuer: it is empty");
        refuseIf(
                issuer != null && clientId == null, "--issuer needs --client-id: the client whose tokens are accepted");
        refuseIf(
                issuer == null && clientId != null,
                "--client-id goes with --issuer: the issuer here has its own client");
    }

    private static void refuseIf(boolean wrong, String fault) {
        if (wrong) {
            throw new IllegalArgumentException(fault);
        }
    }

    private Map<String, String> settings(@Nullable LocalIssuer own) {
        return own == null
                ? Map.of("issuer", Objects.requireNonNull(issuer), "client-id", Objects.requireNonNull(clientId))
                : Map.of("issuer", own.issuer(), "client-id", LocalIssuer.CLIENT_ID);
    }
}
