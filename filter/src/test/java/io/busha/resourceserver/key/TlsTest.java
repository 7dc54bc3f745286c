package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer behind https, with a certificate made for the test. */
class TlsTest {

    private static final SigningKey KEY = SigningKey.rsa(2048, "a");

    private SSLContext before;
    private String cause = "";

    @BeforeEach
    void remember() throws GeneralSecurityException {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void acceptsKeysIfTheHostNameMatches() throws Exception {
        assertThat(lookUp("ip:127.0.0.1", true)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void refusesCertificateOfAnotherHost() throws Exception {
        assertThat(lookUp("dns:login.example", true)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(cause).isEqualTo("tls");
    }

    @Test
    void refusesUntrustedCertificate() throws Exception {
        assertThat(lookUp("ip:127.0.0.1", false)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(cause).isEqualTo("tls");
    }

    @Test
    void verifiesTheCertificateWithTheGivenSslContext() throws Exception {
        SSLContext context = Certificates.contextFor("ip:127.0.0.1");
        assertThat(lookUp(context, location -> location.securedBy(context))).isInstanceOf(KeyLookup.Found.class);
    }

    private KeyLookup lookUp(String certifiedName, boolean trusted) throws Exception {
        SSLContext context = Certificates.contextFor(certifiedName);
        if (trusted) {
            SSLContext.setDefault(context);
        }
        return lookUp(context, location -> location);
    }

    private KeyLookup lookUp(SSLContext context, UnaryOperator<IssuerLocation> how) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        String issuer = "https://127.0.0.1:" + server.getAddress().getPort();
        serve(server, "/.well-known/openid-configuration", Map.of("issuer", issuer, "jwks_uri", issuer + "/keys"));
        serve(server, "/keys", Map.of("keys", List.of(KEY.jwk())));
        server.start();
        try (KeySource keys = PatientKeys.of(how.apply(IssuerLocation.of(issuer)))) {
            KeyLookup lookup =
                    keys.find("a", Signed.by(KEY)).toCompletableFuture().join();
            cause = keys.health().lastError().orElse("none");
            return lookup;
        } finally {
            server.stop(0);
        }
    }

    private static void serve(HttpsServer server, String path, Map<String, ?> document) {
        byte[] body = JsonUtil.toJson(document).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
