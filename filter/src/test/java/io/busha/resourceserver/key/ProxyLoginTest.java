package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.busha.resourceserver.Patience;
import java.io.IOException;
import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When credentials are sent to a proxy, and what is reported if they are missing or wrong. */
class ProxyLoginTest {

    private static final FetchLimits PATIENT = new FetchLimits(Patience.LIMIT, Patience.LIMIT, Patience.LIMIT);
    private static final List<String> PROPERTIES =
            List.of("http.proxyUser", "http.proxyPassword", "https.proxyUser", "https.proxyPassword");
    private static final String BASIC = "Basic realm=\"x\"";

    @AfterEach
    void clear() {
        PROPERTIES.forEach(System::clearProperty);
    }

    private static ProxyLogin login(String issuer) {
        return new ProxyLogin(IssuerLocation.of(issuer));
    }

    private static Throwable fetch(IssuerLocation location) {
        RemoteThreads threads = new RemoteThreads();
        BoundedGet http = new BoundedGet(location, threads.http(), threads, Patience.LIMIT);
        try (http) {
            return catchThrowable(() -> new IssuerClient(location, PATIENT, http, SignatureProvider.JDK, threads)
                    .fetch()
                    .join());
        } finally {
            threads.stop();
        }
    }

    private static IssuerLocation through(OddServer proxy, String issuer) {
        return IssuerLocation.of(issuer)
                .through(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
    }

    @Test
    void readsCredentialsFromSystemProperties() throws IOException {
        System.setProperty("http.proxyUser", LoginProxy.USER);
        System.setProperty("http.proxyPassword", LoginProxy.PASSWORD);
        try (OddServer proxy = OddServer.start(LoginProxy::answer)) {
            assertThat(fetch(through(proxy, LoginProxy.ISSUER))).isNull();
        }
        assertThat(login("https://a.example").authenticator()).isEmpty();
        assertThat(login("http://localhost").authenticator()).isPresent();
    }

    @Test
    void requiresUserAndPassword() {
        System.setProperty("https.proxyUser", "user");
        assertThat(login("https://a.example").authenticator()).isEmpty();
        System.setProperty("https.proxyPassword", "password");
        assertThat(login("https://a.example").authenticator()).isPresent();
    }

    @Test
    void givenAuthenticatorOverridesSystemProperties() throws IOException {
        System.setProperty("http.proxyUser", LoginProxy.USER);
        System.setProperty("http.proxyPassword", "another");
        try (OddServer proxy = OddServer.start(LoginProxy::answer)) {
            IssuerLocation location = through(proxy, LoginProxy.ISSUER).authenticatedBy(LoginProxy.RIGHT);
            assertThat(fetch(location)).isNull();
        }
    }

    @Test
    void asksTheAuthenticatorOncePerExchange() throws IOException {
        try (OddServer proxy = OddServer.start(LoginProxy::answer)) {
            IssuerLocation location = through(proxy, LoginProxy.ISSUER).authenticatedBy(LoginProxy.WRONG);
            assertThat(fetch(location)).hasMessageContaining("the proxy does not accept the credentials (status 407)");
            assertThat(proxy.requests()).hasSize(2);
        }
    }

    /** With an authenticator the JDK's client would answer challenges of every server. */
    @Test
    void neverSendsCredentialsToTheIssuer() throws IOException {
        OddServer.Manner demanding = exchange -> exchange.send(401, new byte[0], "WWW-Authenticate: " + BASIC);
        try (OddServer issuer = OddServer.start(demanding)) {
            IssuerLocation location = IssuerLocation.of(issuer.uri()).authenticatedBy(LoginProxy.RIGHT);
            assertThat(fetch(location)).hasMessageEndingWith("/.well-known/openid-configuration: the status is 401");
            assertThat(issuer.requests()).hasSize(1).allSatisfy(request -> {
                assertThat(request.header("Authorization")).isEmpty();
                assertThat(request.header("Proxy-Authorization")).isEmpty();
            });
        }
    }

    @Test
    void explainsThatTheAuthenticatorGaveNoCredentials() throws Exception {
        Authenticator silent = new Authenticator() {};
        ProxyLogin login = new ProxyLogin(IssuerLocation.of("https://a.example").authenticatedBy(silent));
        Throwable failure = catchThrowable(() -> ask(login));
        assertThat(FetchException.of(failure)).hasMessage("the proxy does not accept the credentials (status 407)");
    }

    private static PasswordAuthentication ask(ProxyLogin login) throws IOException {
        return login.requestPasswordAuthenticationInstance(
                "proxy",
                null,
                1,
                "http",
                "x",
                "Basic",
                URI.create("https://a.example").toURL(),
                RequestorType.PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "https, false, Basic, set the system properties https.proxyUser and https.proxyPassword",
        "https, false, Basic, start the JVM with -Djdk.http.auth.tunneling.disabledSchemes=",
        "http, false, Basic, set the system properties http.proxyUser and http.proxyPassword",
        "https, true, BASIC, start the JVM with -Djdk.http.auth.tunneling.disabledSchemes=",
        "http, true, Basic, start the JVM with -Djdk.http.auth.proxying.disabledSchemes=",
        "https, true, Negotiate, by a scheme that the JDK does not support",
    })
    void explainsWhatToDo(String scheme, boolean given, String challenge, String words) {
        IssuerLocation location = IssuerLocation.of(scheme + "://localhost");
        ProxyLogin login = new ProxyLogin(given ? location.authenticatedBy(LoginProxy.RIGHT) : location);
        FetchException failure = login.unanswered(challenges("Digest realm=\"x\"", challenge + " realm=\"x\""));
        assertThat(failure.kind()).isEqualTo(FetchException.Kind.STATUS);
        assertThat(failure).hasMessageContaining(words);
    }

    private static HttpHeaders challenges(String... challenges) {
        return HttpHeaders.of(Map.of("Proxy-Authenticate", List.of(challenges)), (name, value) -> true);
    }

    @Test
    void namesNoJvmOptionForPlainHttp() {
        assertThat(login("http://localhost").unanswered(challenges(BASIC)).getMessage())
                .endsWith("RequestGuard.Builder.proxyAuthenticator");
    }

    /** The JDK reads the disabled schemes only once, so this test needs its own process. */
    @Test
    void fetchesHttpsThroughAProxyIfTheJvmAllowsBasicCredentials() throws Exception {
        SSLContext tls = Certificates.contextFor("ip:127.0.0.1");
        try (OddServer issuer = OddServer.start("127.0.0.1", OddExchange::sendDocument, tls, socket -> socket);
                OddServer proxy = OddServer.start(LoginProxy::answer)) {
            String said = child(proxy.port(), issuer.uri());
            assertThat(said.strip()).isEqualTo("the issuer was reached");
            assertThat(proxy.requests())
                    .extracting(OddExchange::method)
                    .isNotEmpty()
                    .containsOnly("CONNECT");
            assertThat(issuer.requests()).isEmpty();
        }
    }

    private static String child(int proxyPort, String issuer) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djdk.http.auth.tunneling.disabledSchemes=",
                        "-Dhttps.proxyHost=127.0.0.1",
                        "-Dhttps.proxyPort=" + proxyPort,
                        "-Dhttp.nonProxyHosts=",
                        "-Dhttps.proxyUser=" + LoginProxy.USER,
                        "-Dhttps.proxyPassword=" + LoginProxy.PASSWORD,
                        Child.class.getName(),
                        issuer)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** Does not trust the test's certificate: the failure shows how far the request got. */
    static final class Child {
        private Child() {}

        public static void main(String... arguments) {
            String said = "" + fetch(IssuerLocation.of(arguments[0])).getMessage();
            System.out.println(said.contains("not signed by a trusted CA") ? "the issuer was reached" : said);
        }
    }
}
