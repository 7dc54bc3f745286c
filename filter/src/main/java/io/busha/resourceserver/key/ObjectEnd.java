package io.busha.resourceserver.key;

/**
 * Finds the end of a JSON object (RFC 8259 section 4), byte by byte and without validating it, or the first byte that shows that the text
 * is not an object. Not thread-safe.
 */
final class ObjectEnd {

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
