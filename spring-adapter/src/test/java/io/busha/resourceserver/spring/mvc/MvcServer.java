package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A whole application on a port of its own, with an issuer in this process. */
public final class MvcServer implements AutoCloseable {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ConfigurableApplicationContext context;

    private MvcServer(List<Class<?>> sources, List<String> properties) {
        List<String> arguments = new ArrayList<>();
        properties.forEach(property -> arguments.add("--" + property));
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.shutdown=immediate");
        arguments.add("--busha.issuer=" + issuer.issuer());
        arguments.add("--busha.client-id=" + LocalIssuer.CLIENT_ID);
        arguments.add("--busha.start-up=required");
        arguments.add("--busha.start-up-limit=2m");
        context = new SpringApplicationBuilder(Auto.class)
                .sources(sources.toArray(new Class<?>[0]))
                .run(arguments.toArray(new String[0]));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Auto {}

    /** With one controller or configuration, and properties written {@code name=value}. */
    public static MvcServer with(Class<?> source, String... properties) {
        return new MvcServer(List.of(source), List.of(properties));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public URI uri() {
        return uri("local.server.port");
    }

    public URI uri(String port) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty(port));
    }

    /** The header with a token that has these scopes. */
    public String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    public RawHttp.Response get(String target, String... headers) {
        return RawHttp.get(uri(), target, headers);
    }

    public RawHttp.Response send(String method, String target, String body, String... headers) {
        return RawHttp.request(method, uri(), target, body, headers);
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }
}
