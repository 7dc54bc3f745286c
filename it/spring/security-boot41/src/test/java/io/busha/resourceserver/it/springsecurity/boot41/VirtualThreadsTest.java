package io.busha.resourceserver.it.springsecurity.boot41;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests on virtual threads behind Spring Security, which keeps the caller in a thread-local. */
class VirtualThreadsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import(Desk.class)
    static class Application {}

    @RestController
    @RequireScope("a")
    static class Desk {
        @GetMapping("/a")
        String a() {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            return (caller == null ? "nobody" : caller.getName()) + " on " + Thread.currentThread();
        }

        @PreAuthorize("hasAuthority('SCOPE_b')")
        @GetMapping("/b")
        String b() {
            return "b";
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before JDK 21")
    void keepsCallerOnVirtualThreads() {
        try (LocalIssuer issuer = LocalIssuer.start();
                ConfigurableApplicationContext context = start(issuer)) {
            URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
            String a =
                    "Authorization: Bearer " + issuer.accessToken().scopes("a").sign();
            String other = "Authorization: Bearer "
                    + issuer.accessToken().scopes("other").sign();

            assertThat(RawHttp.get(uri, "/a", a).body()).startsWith("local-user on VirtualThread");
            assertThat(RawHttp.get(uri, "/a", other).status()).isEqualTo(403);
            assertThat(RawHttp.get(uri, "/b", a).status()).isEqualTo(403);
            assertThat(RawHttp.get(uri, "/a").status()).isEqualTo(401);
        }
    }

    private static ConfigurableApplicationContext start(LocalIssuer issuer) {
        return new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.threads.virtual.enabled=true",
                        "--busha.issuer=" + issuer.issuer(),
                        "--busha.client-id=" + LocalIssuer.CLIENT_ID,
                        "--busha.key-wait=10s");
    }
}
