package io.busha.resourceserver.key;

import io.busha.resourceserver.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One kind of key endpoint found in practice, and the result of two refreshes. Not thread-safe. */
final class ZooRow {

    private static final FetchLimits PATIENT = new FetchLimits(Patience.LIMIT, Patience.LIMIT, Patience.LIMIT);
    /** Far longer than an answer takes, but short enough if none comes. */
    private static final FetchLimits PROMPT =
            new FetchLimits(Patience.LIMIT, Duration.ofSeconds(10), Duration.ofSeconds(20));

    private static final FetchLimits BRIEF =
            new FetchLimits(Patience.LIMIT, Duration.ofMillis(300), Duration.ofMillis(600));

    private final String name;
    private final OddServer.Manner manner;
    private String address = "127.0.0.1";
    private @Nullable SSLContext tls;
    private UnaryOperator<SSLSocket> tlsManner = socket -> socket;
    private Function<OddServer, IssuerLocation> location = server -> IssuerLocation.of(server.uri());
    private FetchLimits limits = PATIENT;

    private ZooRow(String name, OddServer.Manner manner) {
        this.name = name;
        this.manner = manner;
    }

    static ZooRow of(String name, OddServer.Manner manner) {
        return new ZooRow(name, manner);
    }

    /** Endpoints that answer normally except for the text of the key set. */
    static ZooRow ofKeys(String name, String keys) {
        return of(name, exchange -> exchange.send(exchange.isForKeys() ? keys : exchange.document()));
    }

    ZooRow at(String otherAddress) {
        address = otherAddress;
        return this;
    }

    /** Endpoints behind TLS, on a server with this configuration. */
    ZooRow tls(SSLContext context, UnaryOperator<SSLSocket> how) {
        tls = context;
        tlsManner = how;
        return this;
    }

    ZooRow located(Function<OddServer, IssuerLocation> how) {
        location = how;
        return this;
    }

    /** A policy with which a refresh that has to wait fails soon. */
    ZooRow prompt() {
        limits = PROMPT;
        return this;
    }

    ZooRow brief() {
        limits = BRIEF;
        return this;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    /** Returns what an operator sees: that the endpoint works, or the message that explains the failure. */
    String outcome() throws IOException {
        RemoteThreads threads = new RemoteThreads();
        try (OddServer server = OddServer.start(address, manner, tls, tlsManner)) {
            IssuerLocation issuer = location.apply(server);
            BoundedGet http = new BoundedGet(issuer, threads.http(), threads, limits.connect());
            try (http) {
                return shown(outcome(new IssuerClient(issuer, limits, http, SignatureProvider.JDK, threads)));
            }
        } finally {
            threads.stop();
        }
    }

    private static String outcome(IssuerClient client) {
        try {
            client.fetch().join();
            return client.fetch().join().keys().passedOver().stream()
                    .map(key -> "; " + key.name() + " … is not used: " + key.reason())
                    .collect(Collectors.joining("", "accepted", ""));
        } catch (CompletionException e) {
            return "`" + FetchException.of(e).getMessage() + "`";
        }
    }

    /** Replaces ports, which change, and the time limit, which is shown as the default. */
    private static String shown(String outcome) {
        return outcome.replaceAll(":\\d{4,5}", ":PORT").replace("PT0.3S", "PT5S");
    }

    @Override
    public String toString() {
        return name;
    }
}
