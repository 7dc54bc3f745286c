package io.busha.resourceserver.token;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A credential that has the grammar of a bearer token (RFC 6750 section 2.1), and of which nothing else is known. Immutable,
 * and silent: no method shows a character of it.
 */
public final class BearerToken implements Presented {

    /** The most characters of a token where nothing else is configured. */
    public static final int DEFAULT_MAX_LENGTH = 6144;

    private static final String SCHEME = "Bearer";
    private static final String MARKS_OF_A_WORD = "!#$%&'*+-.^_`|~";
    private static final byte[] KINDS = kinds();
    private static final byte NO_KIND = 0;
    private static final byte OF_BASE64URL_OR_DOT = 1;
    private static final byte OF_OTHERS = 2;

    private final String header;
    private final byte[] bytes;
    private final int start;
    private final boolean isBase64UrlAndDots;

    private BearerToken(String header, byte[] bytes, int start, int kinds) {
        this.header = header;
        this.bytes = bytes;
        this.start = start;
        this.isBase64UrlAndDots = kinds == OF_BASE64URL_OR_DOT;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[1 << Byte.SIZE];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] =
                    isLetterDigitOr("-_.", c) ? OF_BASE64URL_OR_DOT : isLetterDigitOr("~+/", c) ? OF_OTHERS : NO_KIND;
        }
        return kinds;
    }

    /** The same as {@link #from(List, int)} with {@link #DEFAULT_MAX_LENGTH}. */
    public static Presented from(List<String> authorization) {
        return from(authorization, DEFAULT_MAX_LENGTH);
    }

    /**
     * Reads the values of a request's {@code Authorization} headers. The scheme is case-insensitive and may be followed by
     * several blanks; another scheme counts as no credentials.
     *
     * @param authorization one element a header, as sent
     * @param maxLength the most characters of a token
     */
    public static Presented from(List<String> authorization, int maxLength) {
        if (authorization.isEmpty()) {
            return Refusal.of(Reason.NO_CREDENTIALS);
        }
        if (authorization.size() > 1) {
            return Refusal.of(Reason.MULTIPLE_CREDENTIALS);
        }
        String header = authorization.get(0);
        if (!isBearer(header)) {
            return Refusal.of(Reason.NO_CREDENTIALS);
        }
        int start = SCHEME.length();
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        if (header.length() - start > maxLength) {
            return Refusal.of(Reason.TOKEN_TOO_LONG);
        }
        // What is no Latin-1 becomes a question mark, which no token has.
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        int kinds = start > SCHEME.length() ? kindsIn(bytes, start) : NO_KIND;
        return kinds == NO_KIND
                ? Refusal.of(Reason.MALFORMED_CREDENTIALS)
                : new BearerToken(header, bytes, start, kinds);
    }

    /** Whether the first word, a token of RFC 9110 section 5.6.2, is the scheme. */
    private static boolean isBearer(String header) {
        int end = SCHEME.length();
        return header.regionMatches(true, 0, SCHEME, 0, end)
                && (header.length() == end || !isLetterDigitOr(MARKS_OF_A_WORD, header.charAt(end)));
    }

    /**
     * b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
     *
     * @return the kinds of its characters; none where it is no b64token
     */
    private static int kindsIn(byte[] bytes, int start) {
        int end = bytes.length;
        while (end > start && bytes[end - 1] == '=') {
            end--;
        }
        int kinds = end < bytes.length && end > start ? OF_OTHERS : NO_KIND;
        for (int i = start; i < end; i++) {
            byte kind = KINDS[Byte.toUnsignedInt(bytes[i])];
            if (kind == NO_KIND) {
                return NO_KIND;
            }
            kinds |= kind;
        }
        return kinds;
    }

    private static boolean isLetterDigitOr(String marks, char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
    }

    /** The header in ASCII, not to be changed; the token is what is left of it from {@link #start} on. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Where the next dot stands; negative where there is none. */
    int dot(int from) {
        return header.indexOf('.', from);
    }

    /** Whether it has no other characters than those of base64url (RFC 4648 section 5) and dots. */
    boolean isBase64UrlAndDots() {
        return isBase64UrlAndDots;
    }

    /** Says that there is a token, and nothing of it. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
