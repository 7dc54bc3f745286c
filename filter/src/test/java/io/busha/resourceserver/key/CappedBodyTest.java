package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** What is read of a body, and that the rest is not waited for. */
class CappedBodyTest {

    private static final int MOST = 8;

    private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    /** What a client offers: so much of a body as is asked for, until it is cancelled. */
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

    private HttpResponse.BodySubscriber<String> body(int status) {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        HttpResponse.BodySubscriber<String> body = CappedBody.handler(MOST).apply(new Head(status, none));
        body.onSubscribe(offer);
        return body;
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
    void readsABodyThatIsJustAsLongAsItMayBe() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onNext(bytes("1234"));
        body.onNext(bytes("5678"));
        assertThat(body.getBody().toCompletableFuture()).isNotDone();
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue("12345678");
        assertThat(offer.requested).isPositive();
        assertThat(offer.cancelled).isFalse();
    }

    @Test
    void cancelsTheRestOfABodyThatIsTooLong() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onNext(bytes("12345678"));
        assertThat(offer.cancelled).isFalse();
        body.onNext(bytes("9"));
        assertThat(offer.cancelled).isTrue();
        assertFailed(body, FetchException.Kind.TOO_LARGE);
    }

    @Test
    void cancelsABodyWhoseStatusIsNotWantedBeforeAnyOfItIsRead() {
        HttpResponse.BodySubscriber<String> body = body(500);
        assertThat(offer.cancelled).isTrue();
        assertThat(offer.requested).isZero();
        assertFailed(body, FetchException.Kind.STATUS);
    }

    @Test
    void failsAsItsConnectionDoes() {
        HttpResponse.BodySubscriber<String> body = body(200);
        body.onError(new IOException("reset"));
        assertFailed(body, FetchException.Kind.CONNECTION);
    }
}
