package io.busha.resourceserver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.testkit.IssuerEvent.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class IssuerLogTest {
    private static final SigningKey KEY = SigningKey.rsa(2048);
    private static final SigningKey NEXT = KEY.withKid("next");

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void logsPublishedAndWithdrawnKeys() {
        issuer.rotate(NEXT);
        issuer.withdraw(KEY.kid());
        issuer.withdraw("never-there");
        assertThat(issuer.log().events())
                .extracting(IssuerEvent::kind)
                .containsExactly(Kind.PUBLISHED, Kind.PUBLISHED, Kind.WITHDRAWN);
        assertThat(issuer.log().events())
                .extracting(event -> String.join(",", event.kids()))
                .containsExactly(KEY.kid(), "next", KEY.kid());
        assertThat(issuer.currentKey()).isSameAs(NEXT);
    }

    @Test
    void eventsAreInOrderOfTime() {
        long before = System.nanoTime();
        issuer.rotate(NEXT);
        issuer.misbehave(Fault.HTML);
        long after = System.nanoTime();
        List<Long> times = issuer.log().events().stream().map(IssuerEvent::at).toList();
        assertThat(times).isSorted().hasSize(4);
        assertThat(times.get(1)).isGreaterThanOrEqualTo(before);
        assertThat(times.get(3)).isLessThanOrEqualTo(after);
    }

    @Test
    void logsTheKeysOfAValidAnswer() throws Exception {
        issuer.rotate(NEXT);
        issuer.log().take();
        Fetch.of(issuer, Endpoint.JWKS);
        IssuerEvent asked = awaited(Kind.ASKED);
        IssuerEvent answered = awaited(Kind.ANSWERED);
        assertThat(answered.kids()).containsExactlyInAnyOrder("next", KEY.kid());
        assertThat(answered.endpoint()).isEqualTo(Endpoint.JWKS);
        assertThat(answered.request()).isEqualTo(asked.request()).isPositive();
        assertThat(asked.fault()).isEqualTo(Fault.NONE);
    }

    @Test
    void logsNoKeysForDiscovery() throws Exception {
        Fetch.of(issuer, Endpoint.DISCOVERY);
        IssuerEvent answered = awaited(Kind.ANSWERED);
        assertThat(answered.endpoint()).isEqualTo(Endpoint.DISCOVERY);
        assertThat(answered.kids()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "HTML", "TRUNCATED_JSON", "EMPTY_SET", "ONLY_UNUSABLE_KEYS", "REDIRECT"})
    void logsNoKeysForAnInvalidAnswer(Fault fault) throws Exception {
        issuer.misbehave(fault);
        Fetch.of(issuer, Endpoint.JWKS);
        assertThat(awaited(Kind.ANSWERED).kids()).isEmpty();
        assertThat(awaited(Kind.ASKED).fault()).isEqualTo(fault);
    }

    @Test
    void logsValidKeysBesideAMalformedOne() throws Exception {
        issuer.misbehave(Fault.ONE_MALFORMED_KEY);
        Fetch.of(issuer, Endpoint.JWKS);
        assertThat(awaited(Kind.ANSWERED).kids()).containsExactly(KEY.kid());
    }

    @Test
    void logsNoKeysForAGivenText() throws Exception {
        issuer.serveJwks("{\"keys\":[]}");
        Fetch.of(issuer, Endpoint.JWKS);
        assertThat(awaited(Kind.ANSWERED).kids()).isEmpty();
    }

    @Test
    void logsFaultsOfEachEndpoint() {
        issuer.log().take();
        issuer.misbehave(Fault.REFUSED);
        issuer.misbehave(Endpoint.JWKS, Fault.NONE);
        assertThat(issuer.log().events())
                .extracting(event -> event.kind() + " " + event.endpoint() + " " + event.fault())
                .containsExactly("FAULT DISCOVERY REFUSED", "FAULT JWKS REFUSED", "FAULT JWKS NONE");
    }

    @Test
    void logsNoAnswerForAReset() throws Exception {
        issuer.misbehave(Fault.RESET);
        assertThatThrownBy(() -> Fetch.of(issuer, Endpoint.JWKS)).isInstanceOf(IOException.class);
        assertThat(awaited(Kind.GIVEN_UP).fault()).isEqualTo(Fault.RESET);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "HANG_IN_BODY", "TRICKLE"})
    void logsAnAnswerIfTheFaultHealsInTime(Fault fault) throws Exception {
        issuer.misbehave(fault);
        var response = Fetch.later(issuer, Endpoint.JWKS);
        awaited(Kind.ASKED);
        issuer.misbehave(Fault.NONE);
        response.get();
        IssuerEvent answered = awaited(Kind.ANSWERED);
        assertThat(answered.fault()).isEqualTo(fault);
        assertThat(answered.kids()).containsExactly(KEY.kid());
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "HANG_IN_BODY", "TRICKLE"})
    void logsAnAbandonedRequestIfTheFaultHealsTooLate(Fault fault) throws Exception {
        issuer.misbehave(fault);
        try (Socket socket = new Socket(issuer.uri().getHost(), issuer.uri().getPort())) {
            String request = "GET /.well-known/jwks.json HTTP/1.1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaited(Kind.ASKED);
        }
        issuer.misbehave(Fault.NONE);
        assertThat(awaited(Kind.GIVEN_UP).kids()).isEmpty();
    }

    @Test
    void logsAHangingRequestBeforeItEnds() throws Exception {
        issuer.misbehave(Fault.HANG);
        var response = Fetch.later(issuer, Endpoint.JWKS);
        assertThat(awaited(Kind.ASKED).fault()).isEqualTo(Fault.HANG);
        issuer.close();
        assertThatThrownBy(response::get).isInstanceOf(ExecutionException.class);
        assertThat(awaited(Kind.GIVEN_UP).fault()).isEqualTo(Fault.HANG);
    }

    @Test
    void returnsEachEventOnce() {
        assertThat(issuer.log().take()).hasSize(1);
        assertThat(issuer.log().take()).isEmpty();
        issuer.rotate(NEXT);
        assertThat(issuer.log().events()).hasSize(1);
        assertThat(issuer.log().take()).hasSize(1);
    }

    @Test
    void keepsOnlyTheLatestEvents() {
        IssuerLog log = new IssuerLog();
        for (int i = 1; i <= 10_001; i++) {
            log.published("kid-" + i);
        }
        assertThat(log.events()).hasSize(10_000);
        assertThat(log.events().get(0).kids()).containsExactly("kid-2");
    }

    @Test
    void eventPrintsAsOneLine() {
        assertThat(issuer.log().events().get(0)).asString().contains("PUBLISHED JWKS", KEY.kid());
    }

    private IssuerEvent awaited(Kind kind) {
        while (ofKind(kind).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        return ofKind(kind).get(0);
    }

    private List<IssuerEvent> ofKind(Kind kind) {
        return issuer.log().events().stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }
}
