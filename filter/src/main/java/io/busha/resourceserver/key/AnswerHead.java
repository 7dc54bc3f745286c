package io.busha.resourceserver.key;

import io.busha.resourceserver.key.FetchException.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the head of a response for reasons not to read its body. */
final class AnswerHead {

    private static final int OK = 200;
    private static final int PROXY_DEMANDS_CREDENTIALS = 407;

    private AnswerHead() {}

    static @Nullable FetchException fault(HttpResponse.ResponseInfo head, ProxyLogin login) {
        if (head.statusCode() == PROXY_DEMANDS_CREDENTIALS) {
            return login.unanswered(head.headers());
        }
        if (head.statusCode() != OK) {
            return FetchException.status(head.statusCode(), retryAfter(head));
        }
        Optional<String> encoding = head.headers().firstValue("Content-Encoding");
        return encoding.isEmpty() || encoding.get().equalsIgnoreCase("identity")
                ? null
                : new FetchException(
                        Kind.COMPRESSED, "the body is compressed (Content-Encoding), which was not asked for");
    }

    private static Duration retryAfter(HttpResponse.ResponseInfo head) {
        return head.headers()
                .firstValue("Retry-After")
                .map(text -> RetryAfter.parse(text, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
