package io.busha.resourceserver.it.springcost;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Measures the CPU time of the application's process for a warm request over a persistent connection. */
final class RequestCost {

    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 40_000;

    private RequestCost() {}

    /** Returns the CPU time of one request in microseconds. */
    static double of(String classPath, LocalIssuer issuer) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Start.command(classPath, issuer))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            URI balances = URI.create("http://127.0.0.1:" + Start.answer(lines, "ready ") + "/balances");
            HttpRequest request = HttpRequest.newBuilder(balances)
                    .header(
                            "Authorization",
                            "Bearer "
                                    + issuer.accessToken()
                                            .scopes("balances:read")
                                            .sign())
                    .build();
            send(request, WARM_UP);
            Duration before = cpu(process);
            send(request, MEASURED);
            return cpu(process).minus(before).toNanos() / 1e3 / MEASURED;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static void send(HttpRequest request, int times) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        for (int i = 0; i < times; i++) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IOException("the application answered " + status);
            }
        }
    }
}
