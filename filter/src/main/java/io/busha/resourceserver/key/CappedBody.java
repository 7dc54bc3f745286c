package io.busha.resourceserver.key;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A response body that is given up as soon as it is too long, or as the status says that it is not wanted. */
final class CappedBody implements HttpResponse.BodySubscriber<String> {

    private static final int OK = 200;

    private final int mostBytes;
    private final @Nullable FetchException unwanted;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private CappedBody(int mostBytes, @Nullable FetchException unwanted) {
        this.mostBytes = mostBytes;
        this.unwanted = unwanted;
    }

    static HttpResponse.BodyHandler<String> handler(int mostBytes) {
        return response -> new CappedBody(mostBytes, response.statusCode() == OK ? null : status(response));
    }

    private static FetchException status(HttpResponse.ResponseInfo response) {
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .map(text -> RetryAfter.parse(text, Instant.now()))
                .orElse(Duration.ZERO);
        return FetchException.status(response.statusCode(), retryAfter);
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
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            received.writeBytes(bytes);
        }
        if (received.size() > mostBytes) {
            giveUp(new FetchException(
                    FetchException.Kind.TOO_LARGE, "the body is longer than " + mostBytes + " bytes"));
        }
    }

    private void giveUp(FetchException reason) {
        Objects.requireNonNull(subscription).cancel();
        body.completeExceptionally(reason);
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
