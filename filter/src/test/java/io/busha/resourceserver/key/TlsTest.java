package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.busha.resourceserver.testkit.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer behind https, with a certificate made for the test. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final SigningKey KEY = SigningKey.rsa(2048, "a");

    @TempDir
    private static Path folder;

    /** Made once for each name: a process of keytool takes its time. */
    private static final Map<String, SSLContext> CONTEXTS = new HashMap<>();

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
    void takesKeysFromTheRightName() throws Exception {
        assertThat(lookUp("ip:127.0.0.1", true)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void takesNoKeysWhereTheNameOfTheCertificateIsWrong() throws Exception {
        assertThat(lookUp("dns:login.example", true)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(cause).isEqualTo("tls");
    }

    @Test
    void takesNoKeysWhereTheCertificateIsNotTrusted() throws Exception {
        assertThat(lookUp("ip:127.0.0.1", false)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(cause).isEqualTo("tls");
    }

    @Test
    void judgesTheCertificateByTheContextThatItIsGiven() throws Exception {
        SSLContext context = contextFor("ip:127.0.0.1");
        assertThat(lookUp(context, location -> location.securedBy(context))).isInstanceOf(KeyLookup.Found.class);
    }

    private KeyLookup lookUp(String certifiedName, boolean trusted) throws Exception {
        SSLContext context = contextFor(certifiedName);
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

    private static SSLContext contextFor(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext known = CONTEXTS.get(name);
        if (known == null) {
            known = context(keyStore(name));
            CONTEXTS.put(name, known);
        }
        return known;
    }

    private static KeyStore keyStore(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys" + CONTEXTS.size() + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
