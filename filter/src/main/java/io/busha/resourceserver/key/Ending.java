package io.busha.resourceserver.key;

import io.busha.resourceserver.key.FetchException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * A way in which an exchange can fail, described in our own words, because the HTTP client's exception classes and messages differ by JDK.
 * The more specific failures come first in the list.
 */
record Ending(Class<? extends Throwable> sign, Kind kind, String words) {

    private static final String OUTDATED = "the server's certificate has expired, or is not valid yet";
    private static final String UNTRUSTED = "the server's certificate is not signed by a trusted CA";
    private static final String UNRESOLVED = "the host name does not resolve";

    private static final List<Ending> ALL = List.of(
            new Ending(CertificateExpiredException.class, Kind.TLS, OUTDATED),
            new Ending(CertificateNotYetValidException.class, Kind.TLS, OUTDATED),
            new Ending(CertPathBuilderException.class, Kind.TLS, UNTRUSTED),
            new Ending(CertPathValidatorException.class, Kind.TLS, UNTRUSTED),
            new Ending(
                    CertificateException.class,
                    Kind.TLS,
                    "the server's certificate is not for this host name, or not for a server"),
            new Ending(
                    SSLException.class,
                    Kind.TLS,
                    "the TLS handshake failed: no version or cipher in common, or the server demands a client certificate"),
            new Ending(HttpTimeoutException.class, Kind.TIMEOUT, "no connection could be established in time"),
            new Ending(UnresolvedAddressException.class, Kind.UNKNOWN_HOST, UNRESOLVED),
            new Ending(UnknownHostException.class, Kind.UNKNOWN_HOST, UNRESOLVED),
            new Ending(ConnectException.class, Kind.CONNECTION, "no connection could be established"),
            new Ending(ProtocolException.class, Kind.CONNECTION, "the answer is not HTTP/1.1"),
            new Ending(
                    IOException.class,
                    Kind.CONNECTION,
                    "the connection ended before the answer was complete, or a proxy refused it"));

    static FetchException of(Throwable problem) {
        for (Ending ending : ALL) {
            for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
                if (ending.sign.isInstance(cause)) {
                    return new FetchException(ending.kind, ending.words);
                }
            }
        }
        return new FetchException(
                Kind.CONNECTION,
                "the exchange failed: " + last(problem).getClass().getSimpleName());
    }

    private static Throwable last(Throwable problem) {
        Throwable cause = problem.getCause();
        return cause == null ? problem : last(cause);
    }
}
