package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is read up to its limit, and the rest is not waited for. */
class CappedBodyTest {

    private static final int MOST = 9;

    private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    /** A subscription as a client offers it: delivers what is requested until it is cancelled. */
    private static final class Offer implements Flow.Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long buffers) {
            requested += buffers;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final Offer offer = new Offer();

    private HttpResponse.BodySubscriber<String> body(int status, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        ProxyLogin login = new ProxyLogin(IssuerLocation.of("https://a.example"));
        HttpResponse.BodySubscriber<String> body = CappedBody.handler(MOST, head -> AnswerHead.fault(head, login))
                .apply(new Head(status, HttpHeaders.of(lists, (name, value) -> true)));
        body.onSubscribe(offer);
        return body;
    }

    private HttpResponse.BodySubscriber<String> body(int status) {
        return body(status, Map.of());
    }

    private static void assertRead(HttpResponse.BodySubscriber<String> body, String text) {
        assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue(text);
    }

    private static List<ByteBuffer> bytes(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertFailed(HttpResponse.BodySubscriber<String> body, FetchException.Kind kind) {
        CompletableFuture<String> text = body.getBody().toCompletableFuture();
        assertThat(text).isCompletedExceptionally();
        assertThat(text.handle((read, failure) -> FetchException.of(failure).kind()))
                .isCompletedWithValue(kind);
    }

    @Test
    void readsABodyOfTheMaximumLength() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onNext(bytes("{234"));
        body.onNext(bytes("56789"));
        assertThat(body.getBody().toCompletableFuture()).isNotDone();
        body.onComplete();
        assertRead(body, "{23456789");
        assertThat(offer.requested).isPositive();
        assertThat(offer.cancelled).isFalse();
    }

    @Test
    void cancelsTheRestOfABodyThatIsTooLong() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onNext(bytes("{23456789"));
        assertThat(offer.cancelled).isFalse();
        body.onNext(bytes("0"));
        assertThat(offer.cancelled).isTrue();
        assertFailed(body, FetchException.Kind.TOO_LARGE);
    }

    @Test
    void cancelsTheBodyOfAnUnwantedStatusUnread() {
        HttpResponse.BodySubscriber<String> body = body(500);
        assertThat(offer.cancelled).isTrue();
        assertThat(offer.requested).isZero();
        assertFailed(body, FetchException.Kind.STATUS);
    }

    /** Prevents the client from keeping the connection. */
    @Test
    void cancelsTheConnectionAtTheAnnouncedLength() {
        HttpResponse.BodySubscriber<String> body = body(200, Map.of("Content-Length", "6"));
        body.onNext(bytes("{}12"));
        assertThat(offer.cancelled).isFalse();
        body.onNext(bytes("34"));
        assertThat(offer.cancelled).isTrue();
        body.onNext(bytes("56"));
        body.onComplete();
        body.onError(new IOException("cancelled"));
        assertRead(body, "{}1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"}\":1}",
                "{\"\\\"}\"}",
                "{\"\\\\\"}",
                "{[{}]}",
                "{\"a{\"}",
                "}",
                "\t\n <",
                "[",
                "\"",
                "{\"é\"}"
            })
    void cancelsTheConnectionAfterAnObjectOfUnknownLength(String text) {
        HttpResponse.BodySubscriber<String> body = body(200);
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        for (byte next : all) {
            assertThat(offer.cancelled).isFalse();
            body.onNext(List.of(ByteBuffer.wrap(new byte[] {next})));
        }
        assertThat(offer.cancelled).isTrue();
        assertRead(body, text);
    }

    @Test
    void readsNothingAfterAnObjectOfUnknownLength() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onNext(bytes("{} {}"));
        assertRead(body, "{}");
    }

    /** RFC 9112 section 6.3: a transfer coding overrides a length. */
    @Test
    void ignoresContentLengthWithATransferCoding() {
        HttpResponse.BodySubscriber<String> body =
                body(200, Map.of("Content-Length", "1", "Transfer-Encoding", "chunked"));
        body.onNext(bytes("{}"));
        assertRead(body, "{}");
    }

    @Test
    void refusesACompressedBodyUnread() {
        HttpResponse.BodySubscriber<String> body = body(200, Map.of("Content-Encoding", "gzip"));
        assertThat(offer.cancelled).isTrue();
        assertFailed(body, FetchException.Kind.COMPRESSED);
    }

    @Test
    void failsWhenItsConnectionFails() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onError(new IOException("reset"));
        assertFailed(body, FetchException.Kind.CONNECTION);
    }
}
