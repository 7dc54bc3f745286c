package io.busha.resourceserver.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The two processes: both end when this is closed, and with the process that started them. Not thread-safe. */
public final class ServerAndClient implements AutoCloseable {

    private static final int PATIENCE = 20;

    private final Process server;
    private final Process client;
    private final BufferedReader answers;
    private final PrintStream commands;

    private ServerAndClient(Process server, Process client) {
        this.server = server;
        this.client = client;
        this.answers = reader(client);
        this.commands = new PrintStream(client.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Starts both with these arguments for their JVMs. */
    public static ServerAndClient start(Path java, List<String> ofServer, List<String> ofClient) throws IOException {
        Process server = process(java, ofServer, BenchServer.class.getName());
        try {
            String port = said(reader(server), "the server");
            return new ServerAndClient(server, process(java, ofClient, BenchClient.class.getName(), port));
        } catch (IOException | RuntimeException e) {
            server.destroy();
            throw e;
        }
    }

    private static Process process(Path java, List<String> arguments, String... main) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(arguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.addAll(List.of(main));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static String said(BufferedReader reader, String who) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException(who + " has ended: its error is above");
        }
        return line;
    }

    /** Sends this many requests and returns the average time of one in nanoseconds. */
    public double send(Variant variant, int requests) throws IOException {
        commands.println(variant + " " + requests);
        return Long.parseLong(said(answers, "the client")) / (double) requests;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        end(client);
        server.getOutputStream().close();
        end(server);
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
