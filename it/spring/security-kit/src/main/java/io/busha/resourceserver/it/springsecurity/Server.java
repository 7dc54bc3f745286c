package io.busha.resourceserver.it.springsecurity;

import static java.util.stream.Collectors.joining;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application on its own port, with an issuer in this process: {@code before} starts it without this library, {@code now} with it.
 * Properties have the form {@code name=value}; {@code ${issuer}} is the issuer.
 */
final class Server implements AutoCloseable {

    /** The prefix of Spring Boot's properties of a resource server. */
    static final String STOCK = "spring.security.oauth2.resourceserver.jwt.";

    /** The property that makes Spring Boot create a {@code JwtDecoder}. */
    static final String STOCK_ISSUER = STOCK + "issuer-uri=${issuer}";

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Auto {}

    private Server(Fault fault, List<String> properties, Class<?>... sources) {
        issuer.misbehave(fault);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                "--spring.main.banner-mode=off",
                "--issuer=" + issuer.issuer()));
        properties.forEach(property -> arguments.add("--" + property));
        context = new SpringApplicationBuilder(Auto.class).sources(sources).run(arguments.toArray(new String[0]));
    }

    /** Starts the application without the library, with the properties of Spring Boot. */
    static Server before(Class<?>... sources) {
        return before(List.of(), sources);
    }

    static Server before(List<String> properties, Class<?>... sources) {
        return before(Fault.NONE, properties, sources);
    }

    /** Starts the application without the library and without keys, because the issuer has this fault. */
    static Server before(Fault fault, Class<?>... sources) {
        return before(fault, List.of(), sources);
    }

    private static Server before(Fault fault, List<String> properties, Class<?>... sources) {
        return new Server(fault, joined(List.of(STOCK_ISSUER, withoutThisLibrary()), properties), sources);
    }

    /** Returns the property that disables this library in an application. */
    static String withoutThisLibrary() {
        return StreamSupport.stream(
                        ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
                .filter(name -> name.startsWith("io.busha."))
                .collect(joining(",", "spring.autoconfigure.exclude=", ""));
    }

    /** Starts the application with the library. */
    static Server now(Class<?>... sources) {
        return now(List.of(), sources);
    }

    static Server now(List<String> properties, Class<?>... sources) {
        List<String> keys = List.of("busha.start-up=required", "busha.start-up-limit=2m");
        return new Server(Fault.NONE, joined(joined(ours(), keys), properties), sources);
    }

    /** Starts the application with the library and without keys, because the issuer has this fault. */
    static Server now(Fault fault, Class<?>... sources) {
        return new Server(fault, joined(ours(), List.of("busha.key-wait=100ms")), sources);
    }

    private static List<String> ours() {
        return List.of("busha.issuer=${issuer}", "busha.client-id=" + LocalIssuer.CLIENT_ID);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    LocalIssuer issuer() {
        return issuer;
    }

    /** Returns the header with a token with these scopes. */
    String bearer(String... scopes) {
        return bearer(issuer.accessToken().scopes(scopes));
    }

    static String bearer(TokenMint mint) {
        return "Authorization: Bearer " + mint.sign();
    }

    RawHttp.Response get(String path, String... headers) {
        return RawHttp.get(uri(), path, headers);
    }

    RawHttp.Response post(String path, String... headers) {
        return send("POST", path, headers);
    }

    RawHttp.Response send(String method, String path, String... headers) {
        return RawHttp.request(method, uri(), path, "", headers);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }
}
