package io.busha.resourceserver.key;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP GET with a limit on the time, including that for the body, and on the size. Only status 200 counts; redirects are not followed.
 * No connection is kept open once the response has arrived. Fetches one document at a time.
 */
final class BoundedGet implements AutoCloseable {

    static final String USER_AGENT = "busha-resource-server/0.1.0";

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final int MAX_BYTES = 512 * 1024;

    private final ProxyLogin login;
    private volatile @Nullable HttpClient client;
    private final Executor executor;
    private final Scheduler scheduler;
    private volatile CompletableFuture<String> latest = new CompletableFuture<>();

    BoundedGet(IssuerLocation location, Executor executor, Scheduler scheduler, Duration connectLimit) {
        this.login = new ProxyLogin(location);
        this.client = SystemClassLoader.during(() -> client(location, login, executor, connectLimit));
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /** Builds the client. Its threads may live until it is garbage-collected, so they must not hold an application's class loader. */
    private static HttpClient client(IssuerLocation location, ProxyLogin login, Executor executor, Duration limit) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(limit)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        location.proxy().ifPresent(builder::proxy);
        location.sslContext().ifPresent(builder::sslContext);
        login.authenticator().ifPresent(builder::authenticator);
        return builder.build();
    }

    /** Returns the body. The future completes exceptionally with a {@link FetchException} that names the URL if there is none. */
    CompletableFuture<String> get(URI uri, Duration limit) {
        CompletableFuture<String> body = new CompletableFuture<>();
        latest = body;
        Runnable inTime = scheduler.after(limit.toNanos(), () -> body.completeExceptionally(tooLate(limit)));
        try {
            // On a separate thread: this calls the proxy selector, which may never return.
            executor.execute(() -> send(uri, body));
        } catch (RuntimeException | Error e) {
            body.completeExceptionally(e); // no thread available right now
        }
        return body.handle((text, failure) -> {
            inTime.run();
            if (failure != null) {
                throw new CompletionException(FetchException.of(failure).at(uri));
            }
            return text;
        });
    }

    private void send(URI uri, CompletableFuture<String> body) {
        HttpClient open = client;
        if (open == null || body.isDone()) {
            return; // closed in the meantime, or timed out while waiting for a thread
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .header("Accept-Encoding", "identity")
                    .header("User-Agent", USER_AGENT)
                    .build();
            login.begin();
            var exchange =
                    open.sendAsync(request, CappedBody.handler(MAX_BYTES, head -> AnswerHead.fault(head, login)));
            exchange.thenAccept(response -> end(response, body));
            exchange.exceptionally(failure -> {
                body.completeExceptionally(failure);
                return null;
            });
            body.whenComplete((text, failure) -> exchange.cancel(true));
        } catch (RuntimeException | Error e) {
            body.completeExceptionally(e);
        }
    }

    /**
     * Completes the body. The response has none if a proxy demands credentials before it connects to the issuer: the body handler is not
     * called then.
     */
    private void end(HttpResponse<String> response, CompletableFuture<String> body) {
        String text = response.body();
        if (text == null) {
            body.completeExceptionally(login.unanswered(response.headers()));
        } else {
            body.complete(text);
        }
    }

    private static FetchException tooLate(Duration limit) {
        return new FetchException(FetchException.Kind.TIMEOUT, "no complete answer within " + limit);
    }

    /**
     * Cancels the fetch in progress (a source fetches one document at a time) and ends the client's threads if the JDK can do so (21 and
     * later). On older JDKs they end when the client is garbage-collected, which is not before its last exchange has ended and this object
     * no longer refers to it.
     */
    @Override
    public void close() {
        HttpClient open = client;
        client = null;
        latest.cancel(true);
        if (open != null) {
            end(open);
        }
    }

    private static void end(HttpClient open) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(open);
        } catch (ReflectiveOperationException e) {
            LOG.debug("This JDK ends the threads of an HTTP client when it is collected");
        } // JDK 21 and later get here without an exception
    }
}
