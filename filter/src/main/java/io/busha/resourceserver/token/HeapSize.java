package io.busha.resourceserver.token;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the size on the heap of a value that was read from JSON, in bytes, on a 64-bit JVM with compressed references. */
final class HeapSize {

    private static final int STRING = 40;
    private static final int NUMBER = 24;
    private static final int COLLECTION = 64;
    private static final int REFERENCE = 4;
    private static final int ENTRY = 48;
    private static final int LAST_OF_ONE_BYTE = 0xFF;

    private HeapSize() {}

    static int of(@Nullable Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Collection<?> values) {
            return COLLECTION
                    + values.stream()
                            .mapToInt(element -> REFERENCE + of(element))
                            .sum();
        }
        if (value instanceof Map<?, ?> members) {
            return ENTRY * members.size() + of(members.keySet()) + of(members.values());
        }
        return value == null ? 0 : NUMBER;
    }

    /** Returns the size of a string: one byte per character if all are Latin-1, otherwise two. */
    private static int of(String text) {
        boolean isWide = text.chars().anyMatch(c -> c > LAST_OF_ONE_BYTE);
        return STRING + text.length() * (isWide ? 2 : 1);
    }
}
