package io.busha.resourceserver.key;

import io.busha.resourceserver.key.FetchException.Kind;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the head of a response for reasons not to read its body. */
final class AnswerHead {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
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
                        Kind.COMPRESSED, "the body is compressed (Content-Encoding), which was not requested");
    }

    private static Duration retryAfter(HttpResponse.ResponseInfo head) {
        return head.headers()
                .firstValue("Retry-After")
                .map(text -> retryAfter(text, Instant.now()))
                .orElse(Duration.ZERO);
    }

    /**
     * Returns the time from now that a server asks us to wait (RFC 9110 section 10.2.3), given a number of seconds or a date; zero if the
     * text is not valid, or the date has passed.
     */
    static Duration retryAfter(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
