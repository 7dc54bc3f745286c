package io.busha.resourceserver.token;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Base64url in its one canonical spelling: no padding, no other characters, no bits left over (RFC 7515 section 2). */
final class Base64Url {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    /** Returns whether a range of characters of the alphabet is the canonical spelling of at least one byte. */
    static boolean isCanonical(byte[] text, int from, int to) {
        return switch ((to - from) % 4) {
            case 0 -> from < to;
            // The last character of an incomplete group carries 4 or 2 bits that belong to no byte.
            case 2 -> (ALPHABET.indexOf(text[to - 1]) & 0b1111) == 0;
            case 3 -> (ALPHABET.indexOf(text[to - 1]) & 0b11) == 0;
            default -> false;
        };
    }

    /** Decodes a canonical spelling. */
    static byte[] decode(byte[] text, int from, int to) {
        // Without padding, the buffer's array holds the decoded bytes and nothing else.
        return Base64.getUrlDecoder()
                .decode(ByteBuffer.wrap(text, from, to - from))
                .array();
    }
}
