package io.busha.resourceserver.token;

import java.util.Base64;

/** Base64url in its one canonical spelling: no padding, no other character, no bits left over (RFC 7515 section 2). */
final class Base64Url {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    static byte[] decode(String part) {
        Rejected.when(part.isEmpty() || !endsCanonically(part), Reason.MALFORMED_TOKEN);
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new Rejected(Reason.MALFORMED_TOKEN);
        }
    }

    /** The last character of an incomplete group carries 4 or 2 bits that belong to no byte. */
    private static boolean endsCanonically(String part) {
        int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        return switch (part.length() % 4) {
            case 0 -> last >= 0;
            case 2 -> last >= 0 && (last & 0b1111) == 0;
            case 3 -> last >= 0 && (last & 0b11) == 0;
            default -> false;
        };
    }
}
