package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.key.FetchException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
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
                arguments(new StackOverflowError("secret"), Kind.CONNECTION));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void tellsTheKindOfAForeignFailureAndNothingThatItQuotes(Throwable problem, Kind kind) {
        FetchException failure = FetchException.of(new CompletionException(problem));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("secret").isNotEmpty();
        assertThat(failure.retryAfter()).isZero();
    }

    @Test
    void keepsItsOwnFailure() {
        FetchException own = FetchException.status(410, Duration.ofSeconds(3));
        FetchException found = FetchException.of(new CompletionException(own)).at(URI.create("https://a.example/k"));
        assertThat(found).hasMessage("https://a.example/k: the status is 410");
        assertThat(found.isGone()).isTrue();
        assertThat(found.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(found.kind()).isEqualTo(Kind.STATUS);
    }
}
