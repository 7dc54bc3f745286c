package io.busha.resourceserver.token;

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
    private static final String MARKS_OF_A_TOKEN = "-._~+/";

    private final String value;

    private BearerToken(String value) {
        this.value = value;
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
        return start > SCHEME.length() && isToken(header, start)
                ? new BearerToken(header.substring(start))
                : Refusal.of(Reason.MALFORMED_CREDENTIALS);
    }

    /** Whether the first word, a token of RFC 9110 section 5.6.2, is the scheme. */
    private static boolean isBearer(String header) {
        int end = SCHEME.length();
        return header.regionMatches(true, 0, SCHEME, 0, end)
                && (header.length() == end || !isLetterDigitOr(MARKS_OF_A_WORD, header.charAt(end)));
    }

    /** b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" */
    private static boolean isToken(String header, int start) {
        int end = header.length();
        while (end > start && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!isLetterDigitOr(MARKS_OF_A_TOKEN, header.charAt(i))) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isLetterDigitOr(String marks, char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
    }

    String value() {
        return value;
    }

    /** Says that there is a token, and nothing of it. */
    @Override
    public String toString() {
        return "BearerToken[hidden]";
    }
}
