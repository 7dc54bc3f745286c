package io.busha.resourceserver.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text after the scheme Bearer in the only {@code Authorization} header of a request (RFC 6750 section 2.1). Not even its grammar has
 * been checked. Immutable; no public method reveals a character of it.
 */
public final class BearerToken implements Presented {

    /** The maximum length of a token, in characters, if nothing else is configured. */
    public static final int DEFAULT_MAX_LENGTH = 6144;

    private static final String SCHEME = "Bearer";
    private static final String MARKS_OF_A_WORD = "!#$%&'*+-.^_`|~";
    private static final byte[] KINDS = kinds();
    private static final byte OF_NONE = 0;
    private static final byte OF_BASE64URL_OR_DOT = 1;
    private static final byte OF_OTHERS = 2;

    private final String header;
    private final byte[] bytes;
    private final int start;

    private BearerToken(String header, int start) {
        this.header = header;
        // Characters outside Latin-1 become question marks, which no token contains.
        this.bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        this.start = start;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[1 << Byte.SIZE];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] =
                    isLetterDigitOr("-_.", c) ? OF_BASE64URL_OR_DOT : isLetterDigitOr("~+/", c) ? OF_OTHERS : OF_NONE;
        }
        return kinds;
    }

    /**
     * Returns a token that was not read from a header, or a {@link Rejection} if it is too long.
     *
     * @param maxLength the maximum length of a token, in characters
     */
    public static Presented of(String token, int maxLength) {
        return token.length() > maxLength
                ? Rejection.of(Reason.TOKEN_TOO_LONG)
                : new BearerToken(SCHEME + " " + token, SCHEME.length() + 1);
    }

    /** Reads the values of a request's {@code Authorization} headers, with {@link #DEFAULT_MAX_LENGTH}; see {@link #from(List, int)}. */
    public static Presented from(@Nullable List<? extends @Nullable String> authorization) {
        return from(authorization, DEFAULT_MAX_LENGTH);
    }

    /**
     * Reads the values of a request's {@code Authorization} headers. The scheme is case-insensitive and may be followed by several blanks;
     * another scheme counts as no credentials, and so does null. White space around a value is not part of it (RFC 9110 section 5.5).
     *
     * @param authorization one element per header, as sent
     * @param maxLength the maximum length of a token, in characters
     */
    public static Presented from(@Nullable List<? extends @Nullable String> authorization, int maxLength) {
        String only = null;
        for (String header : authorization == null ? List.<String>of() : authorization) {
            if (header != null && only != null) {
                return Rejection.of(Reason.MULTIPLE_CREDENTIALS);
            }
            only = header == null ? only : header;
        }
        return only == null ? Rejection.of(Reason.NO_CREDENTIALS) : from(withoutBlanks(only), maxLength);
    }

    private static Presented from(String header, int maxLength) {
        if (!isBearer(header)) {
            return Rejection.of(Reason.NO_CREDENTIALS);
        }
        int start = SCHEME.length();
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        if (header.length() - start > maxLength) {
            return Rejection.of(Reason.TOKEN_TOO_LONG);
        }
        return new BearerToken(header, start);
    }

    /** Removes the blanks around a value: most servers do so, but not all of them. */
    private static String withoutBlanks(String header) {
        int start = 0;
        int end = header.length();
        while (start < end && isBlank(header.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(header.charAt(end - 1))) {
            end--;
        }
        return header.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns whether the first word, a token of RFC 9110 section 5.6.2, is the scheme. */
    private static boolean isBearer(String header) {
        int end = SCHEME.length();
        return header.regionMatches(true, 0, SCHEME, 0, end)
                && (header.length() == end || !isLetterDigitOr(MARKS_OF_A_WORD, header.charAt(end)));
    }

    /**
     * Returns whether the token consists only of the characters of base64url (RFC 4648 section 5) and dots.
     *
     * @throws InvalidTokenException if it is not a {@code b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}
     */
    boolean isBase64UrlAndDots() {
        int kinds = start > SCHEME.length() ? kinds(bytes, start) : OF_NONE;
        InvalidTokenException.when(kinds == OF_NONE, Reason.MALFORMED_CREDENTIALS);
        return kinds == OF_BASE64URL_OR_DOT;
    }

    /** Returns the combined kinds of all characters; {@link #OF_NONE} if they are not a b64token. */
    private static int kinds(byte[] bytes, int start) {
        int end = bytes.length;
        while (end > start && bytes[end - 1] == '=') {
            end--;
        }
        int kinds = end < bytes.length && end > start ? OF_OTHERS : OF_NONE;
        for (int i = start; i < end; i++) {
            byte kind = KINDS[Byte.toUnsignedInt(bytes[i])];
            if (kind == OF_NONE) {
                return OF_NONE;
            }
            kinds |= kind;
        }
        return kinds;
    }

    private static boolean isLetterDigitOr(String marks, char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
    }

    /** Returns the whole header in Latin-1, which must not be changed; the token begins at {@link #start}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Returns the index of the next dot; negative if there is none. */
    int dot(int from) {
        return header.indexOf('.', from);
    }

    /** Returns a constant text that reveals nothing of the token. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
