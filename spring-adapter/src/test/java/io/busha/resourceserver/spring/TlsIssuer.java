package io.busha.resourceserver.spring;

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
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jose4j.json.JsonUtil;

/** An issuer behind a certificate that nobody trusts but who has its store. */
final class TlsIssuer implements AutoCloseable {

    static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final Path store;

    private TlsIssuer(HttpsServer server, Path store) {
        this.server = server;
        this.store = store;
    }

    static TlsIssuer start() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = certificate();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        TlsIssuer issuer = new TlsIssuer(server, store);
        issuer.serve(
                "/.well-known/openid-configuration",
                Map.of("issuer", issuer.issuer(), "jwks_uri", issuer.issuer() + "/jwks"));
        issuer.serve("/jwks", Map.of("keys", List.of(SigningKey.rsa(2048).jwk())));
        server.start();
        return issuer;
    }

    private static Path certificate() throws IOException, InterruptedException {
        Path store = Files.createTempDirectory(Path.of("target"), "tls").resolve("issuer.p12");
        Process keytool = new ProcessBuilder(List.of((Path.of(System.getProperty("java.home"), "bin", "keytool")
                                + " -genkeypair -alias issuer -keyalg RSA -dname CN=issuer -ext san=ip:127.0.0.1"
                                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store)
                        .split(" ")))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return store;
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void serve(String path, Map<String, ?> document) {
        byte[] body = JsonUtil.toJson(Map.copyOf(document)).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String issuer() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The certificate, as a PKCS12 store. */
    Path store() {
        return store;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
