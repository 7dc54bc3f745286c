package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The headers of our requests, and the proxy that they go through. */
class BoundedGetTest {

    private static StubbedIssuer issuer;

    @BeforeAll
    static void stub() {
        issuer = StubbedIssuer.start();
    }

    @AfterAll
    static void unstub() {
        issuer.close();
    }

    @BeforeEach
    void begin() {
        issuer.begin();
    }

    private static void lookUp(IssuerLocation location) {
        try (KeySource keys = PatientKeys.of(location)) {
            assertThat(keys.find(StubbedIssuer.KEY.kid(), Signed.by(StubbedIssuer.KEY))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(KeyLookup.Found.class);
        }
    }

    @Test
    void sendsUserAgentAndAcceptHeaders() throws IOException {
        lookUp(issuer.location());
        String version = versionOfTheBuild();
        assertThat(issuer.requests()).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.getHeader("User-Agent")).isEqualTo("busha-resource-server/" + version);
            assertThat(sent.getHeader("Accept")).isEqualTo("application/jwk-set+json, application/json");
            assertThat(sent.getHeader("Accept-Encoding")).isEqualTo("identity");
            assertThat(sent.getMethod().getName()).isEqualTo("GET");
        });
    }

    private static String versionOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    }

    @Test
    void connectsThroughTheGivenProxy() {
        String unreachable = "http://127.0.0.9:1";
        issuer.describe(unreachable, unreachable + Endpoint.JWKS.path());
        lookUp(IssuerLocation.of(unreachable).through(issuer.proxy()));
        assertThat(issuer.requests())
                .extracting(LoggedRequest::getAbsoluteUrl)
                .containsExactly(unreachable + Endpoint.DISCOVERY.path(), unreachable + Endpoint.JWKS.path());
    }
}
