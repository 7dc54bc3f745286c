package io.busha.resourceserver.spring.webflux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** A whole application on a port of its own, with an issuer in this process. */
public final class WebFluxServer implements AutoCloseable {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ConfigurableApplicationContext context;

    private WebFluxServer(Class<?> source, List<String> properties) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.shutdown=immediate");
        arguments.add("--busha.issuer=" + issuer.issuer());
        arguments.add("--busha.client-id=" + LocalIssuer.CLIENT_ID);
        arguments.add("--busha.start-up=required");
        arguments.add("--busha.start-up-limit=2m");
        properties.forEach(property -> arguments.add("--" + property));
        try {
            context = new SpringApplicationBuilder(Auto.class, source)
                    .web(WebApplicationType.REACTIVE)
                    .run(arguments.toArray(new String[0]));
        } catch (RuntimeException e) {
            issuer.close();
            throw e;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Auto {
        /** Not shared: closing the resources that all servers of a process share would close every server. */
        @Bean
        ReactorResourceFactory resources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO); // two seconds otherwise
            return resources;
        }

        /** There is Tomcat on the class path as well. */
        @Bean
        NettyReactiveWebServerFactory netty(ReactorResourceFactory resources) {
            NettyReactiveWebServerFactory netty = new NettyReactiveWebServerFactory();
            netty.setResourceFactory(resources);
            return netty;
        }
    }

    /** With one controller or configuration, and properties written {@code name=value}. */
    public static WebFluxServer with(Class<?> source, String... properties) {
        return new WebFluxServer(source, List.of(properties));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public LocalIssuer issuer() {
        return issuer;
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

    /** Any method, with header lines and a body. */
    public RawHttp.Response send(String method, String target, String body, String... headers) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: " + uri().getAuthority() + "\r\n"
                + String.join(
                        "", List.of(headers).stream().map(line -> line + "\r\n").toList())
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return RawHttp.send(uri(), (head + body).getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }
}
