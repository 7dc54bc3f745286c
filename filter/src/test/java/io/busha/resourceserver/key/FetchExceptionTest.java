package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.key.FetchException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FetchExceptionTest {

    static Stream<Arguments> endings() {
        return Stream.of(
                arguments(new HttpConnectTimeoutException("secret"), Kind.TIMEOUT),
                arguments(new UnknownHostException("secret"), Kind.UNKNOWN_HOST),
                arguments(
                        new ConnectException("secret").initCause(new UnresolvedAddressException()), Kind.UNKNOWN_HOST),
                arguments(new SSLHandshakeException("secret"), Kind.TLS),
                arguments(new IOException("secret", new SSLHandshakeException("secret")), Kind.TLS),
                arguments(new ConnectException("secret"), Kind.CONNECTION),
                arguments(new ProtocolException("secret"), Kind.CONNECTION),
                arguments(new IOException("secret"), Kind.CONNECTION),
                arguments(new StackOverflowError("secret"), Kind.CONNECTION));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void showsKindButNoMessageOfAForeignException(Throwable problem, Kind kind) {
        FetchException failure = FetchException.of(new CompletionException(problem));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("secret").isNotEmpty();
        assertThat(failure.retryAfter()).isZero();
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                arguments(new CertificateExpiredException("secret"), "has expired, or is not valid yet"),
                arguments(new CertificateNotYetValidException("secret"), "has expired, or is not valid yet"),
                arguments(new CertPathBuilderException("secret"), "not signed by a trusted CA"),
                arguments(new CertPathValidatorException("secret"), "not signed by a trusted CA"),
                arguments(new SSLException("secret"), "no version or cipher in common"));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void explainsCertificateFailures(Exception cause, String words) {
        CertificateException certificate = new CertificateException("secret", cause);
        FetchException failure = FetchException.of(new SSLHandshakeException("secret").initCause(certificate));
        boolean known = !(cause instanceof SSLException);
        assertThat(failure.kind()).isEqualTo(Kind.TLS);
        assertThat(failure).hasMessageContaining(known ? words : "not for this host name");
        assertThat(FetchException.of(cause)).hasMessageContaining(words);
    }

    @Test
    void saysThatRedirectsAreNotFollowed() {
        assertThat(FetchException.status(307, Duration.ZERO))
                .hasMessage("the status is 307, and redirects are not followed");
        assertThat(FetchException.status(399, Duration.ZERO)).hasMessageContaining("redirects");
        assertThat(FetchException.status(299, Duration.ZERO)).hasMessage("the status is 299");
        assertThat(FetchException.status(400, Duration.ZERO)).hasMessage("the status is 400");
    }

    @Test
    void showsNoQuery() {
        FetchException failure = FetchException.status(500, Duration.ZERO);
        assertThat(failure.at(URI.create("https://a.example/k?key=secret")))
                .hasMessage("https://a.example/k: the status is 500");
    }

    @Test
    void keepsTheOriginalFetchException() {
        FetchException own = FetchException.status(410, Duration.ofSeconds(3));
        FetchException found = FetchException.of(new CompletionException(own)).at(URI.create("https://a.example/k"));
        assertThat(found).hasMessage("https://a.example/k: the status is 410");
        assertThat(found.isGone()).isTrue();
        assertThat(found.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(found.kind()).isEqualTo(Kind.STATUS);
    }
}
