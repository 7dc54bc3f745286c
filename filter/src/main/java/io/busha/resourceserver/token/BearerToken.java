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
    private static final boolean[] IN_A_TOKEN = charactersOfAToken();

    private final byte[] header;
    private final int start;

    private BearerToken(byte[] header, int start) {
        this.header = header;
        this.start = start;
    }

    private static boolean[] charactersOfAToken() {
        boolean[] allowed = new boolean[1 << Byte.SIZE];
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = isLetterDigitOr("-._~+/", c);
        }
        return allowed;
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
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return start > SCHEME.length() && isToken(text, start)
                ? new BearerToken(text, start)
                : Refusal.of(Reason.MALFORMED_CREDENTIALS);
    }

    /** Whether the first word, a token of RFC 9110 section 5.6.2, is the scheme. */
    private static boolean isBearer(String header) {
        int end = SCHEME.length();
        return header.regionMatches(true, 0, SCHEME, 0, end)
                && (header.length() == end || !isLetterDigitOr(MARKS_OF_A_WORD, header.charAt(end)));
    }

    /** b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" */
    private static boolean isToken(byte[] text, int start) {
        int end = text.length;
        while (end > start && text[end - 1] == '=') {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!IN_A_TOKEN[Byte.toUnsignedInt(text[i])]) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isLetterDigitOr(String marks, char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
    }

    /** ASCII, not to be changed; the token is what is left of it from {@link #start} on. */
    byte[] header() {
        return header;
    }

    int start() {
        return start;
    }

    /** Says that there is a token, and nothing of it. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
