package io.busha.resourceserver.guard;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations as people write them: {@code PT30S}, {@code 30s}, {@code 500ms}, {@code 5m}, {@code 1h}. */
final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|[smh])");

    private Durations() {}

    static Duration parse(String text) {
        Matcher amount = SHORT.matcher(text);
        try {
            if (amount.matches() && amount.group(2).equals("ms")) {
                return Duration.ofMillis(Long.parseLong(amount.group(1)));
            }
            return Duration.parse(amount.matches() ? "PT" + text : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a duration has the form PT30S or 30s", e);
        }
    }
}
