package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerLocationTest {

    @ParameterizedTest
    @CsvSource({
        "https://login.example, https://login.example/.well-known/openid-configuration",
        "https://login.example/, https://login.example/.well-known/openid-configuration",
        "https://login.example/a/, https://login.example/a/.well-known/openid-configuration",
        "http://localhost:1, http://localhost:1/.well-known/openid-configuration",
        "http://LOCALHOST:1, http://LOCALHOST:1/.well-known/openid-configuration",
        "http://127.0.0.1:1, http://127.0.0.1:1/.well-known/openid-configuration",
        "http://127.255.0.9, http://127.255.0.9/.well-known/openid-configuration",
        "http://[::1]:1, http://[::1]:1/.well-known/openid-configuration",
    })
    void derivesDiscoveryUriFromTheIssuer(String issuer, URI discovery) {
        assertThat(IssuerLocation.of(issuer).discovery()).isEqualTo(discovery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "login.example",
                "//login.example",
                "ftp://login.example",
                "HTTPS://login.example",
                "https:login.example",
                "https://",
                "https://user@login.example",
                "https://login.example?x",
                "https://login.example#x",
                "https://login .example",
                "http://login.example",
                "http://127.0.0.1.example",
                "http://127.0.0.1@login.example",
                "http://localhost.example",
                "http://128.0.0.1",
                "http://127.1",
                "http://0.0.0.0",
                "http://[::2]",
                "http://10.0.0.1"
            })
    void refusesInsecureIssuers(String url) {
        assertThatThrownBy(() -> IssuerLocation.of(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsIssuerThatDiffersByOneTrailingSlash() {
        assertThat(IssuerLocation.of("https://a.example").isNamedBy("https://a.example"))
                .isTrue();
        assertThat(IssuerLocation.of("https://a.example").isNamedBy("https://a.example/"))
                .isTrue();
        assertThat(IssuerLocation.of("https://a.example/").isNamedBy("https://a.example"))
                .isTrue();
        assertThat(IssuerLocation.of("https://a.example").isNamedBy("https://a.example//"))
                .isFalse();
        assertThat(IssuerLocation.of("https://a.example//").isNamedBy("https://a.example"))
                .isFalse();
        assertThat(IssuerLocation.of("https://a.example").isNamedBy("https://A.example"))
                .isFalse();
        assertThat(IssuerLocation.of("https://a.example").isNamedBy("https://a.example/x"))
                .isFalse();
    }

    @Test
    void requiresExactIssuerForADiscoveryUri() {
        IssuerLocation location = IssuerLocation.of("https://a.example").discoveredAt("https://b.example/d");
        assertThat(location.discovery()).isEqualTo(URI.create("https://b.example/d"));
        assertThat(location.isNamedBy("https://a.example")).isTrue();
        assertThat(location.isNamedBy("https://a.example/")).isFalse();
        assertThatThrownBy(() -> location.discoveredAt("http://b.example/d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allowsQueryInADiscoveryUri() {
        IssuerLocation location = IssuerLocation.of("https://a.example").discoveredAt("https://b.example/d?p=policy");
        assertThat(location.discovery()).isEqualTo(URI.create("https://b.example/d?p=policy"));
        assertThatThrownBy(() -> location.discoveredAt("https://b.example/d#x")).hasMessage("it must have no fragment");
        assertThatThrownBy(() -> location.discoveredAt("https://user@b.example/d"))
                .hasMessage("it must contain a host and no user");
    }

    @Test
    void trustsOnlyKeysOfTheIssuersOrigin() {
        IssuerLocation location = IssuerLocation.of("https://a.example/t");
        assertThat(location.keysAt("https://a.example/keys")).isPresent();
        assertThat(location.keysAt("https://A.example:443/keys")).isPresent();
        assertThat(location.keysAt("https://a.example/keys?tenant=a"))
                .contains(URI.create("https://a.example/keys?tenant=a"));
        assertThat(location.keysAt("https://a.example/keys#new")).isEmpty();
        assertThat(location.keysAt("https://a.example:8443/keys")).isEmpty();
        assertThat(location.keysAt("https://b.example/keys")).isEmpty();
        assertThat(location.keysAt("http://a.example/keys")).isEmpty();
        assertThat(location.keysAt("http://localhost/keys")).isEmpty();
        assertThat(location.keysAt("https://u@a.example/keys")).isEmpty();
        assertThat(location.keysAt("keys")).isEmpty();
        assertThat(IssuerLocation.of("http://localhost").keysAt("http://localhost:80/keys"))
                .isPresent();
        assertThat(IssuerLocation.of("http://localhost").keysAt("https://localhost/keys"))
                .isEmpty();
    }

    @Test
    void trustsKeysOfOneConfiguredOrigin() {
        IssuerLocation location = IssuerLocation.of("https://a.example").trustingKeysFrom("https://cdn.example:444");
        assertThat(location.keysAt("https://cdn.example:444/keys")).isPresent();
        assertThat(location.keysAt("https://a.example/keys")).isPresent();
        assertThat(location.keysAt("https://cdn.example/keys")).isEmpty();
        assertThat(location.discoveredAt("https://d.example/d").keysAt("https://cdn.example:444/keys"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "https://cdn.example/",
                "https://cdn.example/x",
                "https://cdn.example?x",
                "cdn.example"
            })
    void refusesKeyOriginThatIsNotHttps(String origin) {
        IssuerLocation location = IssuerLocation.of("https://a.example");
        assertThatThrownBy(() -> location.trustingKeysFrom(origin)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final String OTHER_DISCOVERY = "https://d.example/d";
    private static final String ORIGIN = "https://cdn.example";
    private static final ProxySelector PROXY = HttpClient.Builder.NO_PROXY;
    private static final Authenticator AUTHENTICATOR = new Authenticator() {};
    private static final SSLContext CONTEXT = context();

    private static SSLContext context() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Named<UnaryOperator<IssuerLocation>>> copies() {
        return Stream.of(
                Named.of("discoveredAt", location -> location.discoveredAt(OTHER_DISCOVERY)),
                Named.of("trustingKeysFrom", location -> location.trustingKeysFrom(ORIGIN)),
                Named.of("through", location -> location.through(PROXY)),
                Named.of("authenticatedBy", location -> location.authenticatedBy(AUTHENTICATOR)),
                Named.of("securedBy", location -> location.securedBy(CONTEXT)));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copyKeepsOtherProperties(UnaryOperator<IssuerLocation> copy) {
        IssuerLocation whole = IssuerLocation.of("https://a.example")
                .discoveredAt(OTHER_DISCOVERY)
                .trustingKeysFrom(ORIGIN)
                .through(PROXY)
                .authenticatedBy(AUTHENTICATOR)
                .securedBy(CONTEXT);
        assertThat(copy.apply(whole)).satisfies(location -> {
            assertThat(location).hasToString("https://a.example");
            assertThat(location.discovery()).hasToString(OTHER_DISCOVERY);
            assertThat(location.isNamedBy("https://a.example/")).isFalse();
            assertThat(location.keysAt(ORIGIN + "/keys")).isPresent();
            assertThat(location.proxy()).containsSame(PROXY);
            assertThat(location.proxyAuthenticator()).containsSame(AUTHENTICATOR);
            assertThat(location.sslContext()).containsSame(CONTEXT);
        });
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copySetsNoOtherProperty(UnaryOperator<IssuerLocation> copy) {
        IssuerLocation bare = IssuerLocation.of("https://a.example");
        IssuerLocation location = copy.apply(bare);
        boolean elsewhere = location.discovery().toString().equals(OTHER_DISCOVERY);
        assertThat(location.isNamedBy("https://a.example/")).isNotEqualTo(elsewhere);
        long set = Stream.of(
                        elsewhere,
                        location.keysAt(ORIGIN + "/keys").isPresent(),
                        location.proxy().isPresent(),
                        location.proxyAuthenticator().isPresent(),
                        location.sslContext().isPresent())
                .filter(part -> part)
                .count();
        assertThat(set).isEqualTo(1);
    }

    @Test
    void toStringShowsTheConfiguration() {
        assertThat(IssuerLocation.of("https://A.example/")).hasToString("https://A.example/");
        assertThat(IssuerLocation.of("https://A.example/").host()).isEqualTo("a.example");
        assertThat(IssuerLocation.of("https://a.example./").host()).isEqualTo("a.example");
    }
}
