package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.testkit.Fault;
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

/** A whole application with Spring Security on a port of its own, with an issuer in this process. */
final class SecuredServer implements AutoCloseable {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ConfigurableApplicationContext context;

    private SecuredServer(Fault fault, List<String> properties, Class<?>... sources) {
        issuer.misbehave(fault);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                "--busha.issuer=" + issuer.issuer(),
                "--busha.client-id=" + LocalIssuer.CLIENT_ID));
        if (fault == Fault.NONE) {
            arguments.addAll(List.of("--busha.start-up=required", "--busha.start-up-limit=2m"));
        }
        properties.forEach(property -> arguments.add("--" + property));
        try {
            context = new SpringApplicationBuilder(Auto.class).sources(sources).run(arguments.toArray(new String[0]));
        } catch (RuntimeException e) {
            issuer.close();
            throw e;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Auto {}

    static SecuredServer with(Class<?>... sources) {
        return new SecuredServer(Fault.NONE, List.of(), sources);
    }

    /** With properties written {@code name=value}. */
    static SecuredServer with(List<String> properties, Class<?>... sources) {
        return new SecuredServer(Fault.NONE, properties, sources);
    }

    /** One that never got a key. */
    static SecuredServer withoutKeys(Class<?>... sources) {
        return new SecuredServer(Fault.STATUS_500, List.of(), sources);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    LocalIssuer issuer() {
        return issuer;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** The header with a token that has these scopes. */
    String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    RawHttp.Response get(String target, String... headers) {
        return RawHttp.get(uri(), target, headers);
    }

    RawHttp.Response send(String method, String target, String... headers) {
        return RawHttp.request(method, uri(), target, "", headers);
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }
}
