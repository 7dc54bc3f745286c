package io.busha.resourceserver.key;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to a response body and closes its connection: at the last byte, or as soon as the body is too long or its head says that it is
 * not wanted. If no length was announced, the last byte is the one that closes the JSON object, or that shows that there is none.
 */
final class CappedBody implements HttpResponse.BodySubscriber<String> {

    private static final long UNKNOWN = -1;

    private final int maxBytes;
    private final long length;
    private final @Nullable FetchException unwanted;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ObjectEnd end = new ObjectEnd();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * Finds the end of a JSON object (RFC 8259 section 4), byte by byte and without validating it, or the first byte that shows that the text
     * is not an object. Not thread-safe.
     */
    private static final class ObjectEnd {

        private int depth;
        private boolean text;
        private boolean escaped;
        private boolean reached;

        /**
         * Reads the next byte of a text in UTF-8. Every character that matters is a single byte that never occurs within a longer character.
         */
        void take(byte next) {
            if (text) {
                boolean closes = next == '"' && !escaped;
                escaped = next == '\\' && !escaped;
                text = !closes;
            } else if (depth == 0 && next != '{') {
                reached = Byte.toUnsignedInt(next) > ' ';
            } else if (next == '"') {
                text = true;
            } else if (next == '{') {
                depth++;
            } else if (next == '}') {
                depth--;
                reached = depth == 0;
            }
        }

        /** Returns whether that byte was the last of the object, or the first of something else. */
        boolean isReached() {
            return reached;
        }
    }

    private CappedBody(int maxBytes, long length, @Nullable FetchException unwanted) {
        this.maxBytes = maxBytes;
        this.length = length;
        this.unwanted = unwanted;
    }

    /** Returns a handler that accepts bodies of at most this many bytes if the judge finds no fault in the head of the response. */
    static HttpResponse.BodyHandler<String> handler(
            int maxBytes, Function<HttpResponse.ResponseInfo, @Nullable FetchException> judge) {
        return head -> new CappedBody(maxBytes, length(head.headers()), judge.apply(head));
    }

    private static long length(HttpHeaders headers) {
        boolean announced = headers.firstValue("Transfer-Encoding").isEmpty();
        return announced ? headers.firstValueAsLong("Content-Length").orElse(UNKNOWN) : UNKNOWN;
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (unwanted != null) {
            giveUp(unwanted);
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::take);
        if (received.size() > maxBytes) {
            giveUp(new FetchException(FetchException.Kind.TOO_LARGE, "the body is longer than " + maxBytes + " bytes"));
        } else if (isWhole()) {
            onComplete();
            cancel();
        }
    }

    private void take(ByteBuffer buffer) {
        while (buffer.hasRemaining() && !isWhole()) {
            byte next = buffer.get();
            end.take(next);
            received.write(next);
        }
    }

    private boolean isWhole() {
        return length == UNKNOWN ? end.isReached() : received.size() >= length;
    }

    private void giveUp(FetchException reason) {
        body.completeExceptionally(reason);
        cancel();
    }

    /**
     * Cancels the response. Otherwise the client, once it had seen the end of the response, would keep the connection for the next request.
     */
    private void cancel() {
        Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(received.toString(StandardCharsets.UTF_8));
    }
}
