package io.busha.resourceserver.it.reactivekit;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A complete application on its own port. */
public record Server(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts an application for this issuer, with further sources and properties in the form {@code name=value}. */
    public static Server start(LocalIssuer issuer, List<Class<?>> sources, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--busha.issuer=" + issuer.issuer(),
                "--busha.client-id=" + LocalIssuer.CLIENT_ID,
                "--busha.key-wait=10s"));
        List.of(properties).forEach(property -> arguments.add("--" + property));
        return new Server(new SpringApplicationBuilder(WalletApplication.class)
                .sources(sources.toArray(new Class<?>[0]))
                .run(arguments.toArray(new String[0])));
    }

    /** Returns the answer to a GET with these header lines. */
    public RawHttp.Response get(String path, String... headers) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.get(URI.create("http://127.0.0.1:" + port), path, headers);
    }

    @Override
    public void close() {
        context.close();
    }
}
