package io.busha.resourceserver.key;

/**
 * Finds where a JSON object ends (RFC 8259 section 4), byte by byte, without judging what is in it; or where it shows that the text
 * is none. Not thread-safe.
 */
final class ObjectEnd {

    private int depth;
    private boolean text;
    private boolean escaped;
    private boolean reached;

    /** Takes the next byte of a text in UTF-8: every sign that counts is one byte, and no part of a longer one. */
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

    /** Whether that byte was the last of the object, or the first of something else. */
    boolean isReached() {
        return reached;
    }
}
