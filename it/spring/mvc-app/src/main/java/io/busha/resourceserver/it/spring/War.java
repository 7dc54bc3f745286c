package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A deployed WAR and its issuer. */
final class War implements AutoCloseable {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final Deployment deployment;

    private War(Class<?> application, Consumer<Context> descriptor) throws IOException, LifecycleException {
        try {
            deployment = Deployment.start(builder -> configured(builder.sources(application)), descriptor);
        } catch (IOException | LifecycleException | RuntimeException e) {
            issuer.close();
            throw e;
        }
    }

    static War start(Class<?> application) throws IOException, LifecycleException {
        return start(application, none -> {});
    }

    /** Starts it with this descriptor in place of a web.xml. */
    static War start(Class<?> application, Consumer<Context> descriptor) throws IOException, LifecycleException {
        return new War(application, descriptor);
    }

    private SpringApplicationBuilder configured(SpringApplicationBuilder builder) {
        return builder.registerShutdownHook(false)
                .properties(Map.of(
                        "spring.main.banner-mode",
                        "off",
                        "busha.issuer",
                        issuer.issuer(),
                        "busha.client-id",
                        LocalIssuer.CLIENT_ID,
                        "busha.start-up",
                        "required",
                        "busha.start-up-limit",
                        "2m"));
    }

    /** Undeploys the application; the server keeps running. */
    void undeploy() {
        deployment.undeploy();
    }

    /** Deploys the application again. */
    void redeploy() {
        deployment.redeploy();
    }

    URI uri() {
        return deployment.uri();
    }

    /** Returns the header with a token with these scopes. */
    String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    @Override
    public void close() {
        try (issuer) {
            deployment.close();
        }
    }
}
