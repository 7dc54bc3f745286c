package io.busha.resourceserver.it.springcost;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One start of the application: the time until it served, and the used heap after requests and a garbage collection. */
record Start(double seconds, double heapMegabytes) {

    private static final int REQUESTS = 20;

    static Start of(String classPath, LocalIssuer issuer) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command(classPath, issuer))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader();
                OutputStream asked = process.getOutputStream()) {
            String port = answer(lines, "ready ");
            double seconds = (System.nanoTime() - began) / 1e9;
            request(port, issuer);
            asked.write(1);
            asked.flush();
            return new Start(seconds, Long.parseLong(answer(lines, "heap ")) / 1e6);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    static List<String> command(String classPath, LocalIssuer issuer) {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath,
                MeasuredApplication.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--busha.issuer=" + issuer.issuer(),
                "--busha.client-id=" + LocalIssuer.CLIENT_ID));
    }

    static String answer(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("the application ended before it said \"" + beginning + "\"");
    }

    /** Sends requests, so that everything that loads lazily is loaded, such as keys and the classes that verify tokens. */
    private static void request(String port, LocalIssuer issuer) throws IOException {
        String token = issuer.accessToken().scopes("balances:read").sign();
        for (int i = 0; i < REQUESTS; i++) {
            int status = RawHttp.get(
                            URI.create("http://127.0.0.1:" + port), "/balances", "Authorization: Bearer " + token)
                    .status();
            if (status != 200) {
                throw new IOException("the application answered " + status);
            }
        }
    }
}
