package io.busha.resourceserver.it.springkit;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A complete application on its own port. */
final class Server implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts an application for this issuer, with further sources and properties in the form {@code name=value}. */
    static Server start(LocalIssuer issuer, List<Class<?>> sources, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--busha.issuer=" + issuer.issuer(),
                "--busha.client-id=" + LocalIssuer.CLIENT_ID,
                "--busha.key-wait=10s"));
        List.of(properties).forEach(property -> arguments.add("--" + property));
        return run(sources, arguments);
    }

    /** Starts an application with only the configuration files in this folder. */
    static Server configuredIn(Path folder) {
        return run(
                List.of(),
                List.of(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--spring.config.location=" + folder.toUri()));
    }

    private static Server run(List<Class<?>> sources, List<String> arguments) {
        return new Server(new SpringApplicationBuilder(WalletApplication.class)
                .sources(sources.toArray(new Class<?>[0]))
                .run(arguments.toArray(new String[0])));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    RawHttp.Response get(String path, String... tokens) {
        String[] headers = List.of(tokens).stream()
                .map(token -> "Authorization: Bearer " + token)
                .toArray(String[]::new);
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.get(URI.create("http://127.0.0.1:" + port), path, headers);
    }

    /** Returns the JSON object in the body of the answer. */
    Map<String, Object> json(String path, String... tokens) {
        try {
            return JsonUtil.parseJson(get(path, tokens).body());
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
