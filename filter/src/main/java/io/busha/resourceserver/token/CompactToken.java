package io.busha.resourceserver.token;

import io.busha.resourceserver.key.internal.IssuerKey;
import java.util.Arrays;

/**
 * A JWS in compact serialisation, split into its parts (RFC 7515 section 3.1). None of them has been verified or read yet; each is
 * base64url in its canonical spelling.
 */
final class CompactToken {

    private final byte[] text;
    private final int start;
    private final int endOfHeader;
    private final int endOfPayload;
    private final byte[] signature;

    private CompactToken(byte[] text, int start, int endOfHeader, int endOfPayload) {
        this.text = text;
        this.start = start;
        this.endOfHeader = endOfHeader;
        this.endOfPayload = endOfPayload;
        this.signature = Base64Url.decode(text, endOfPayload + 1, text.length);
    }

    static CompactToken parse(BearerToken bearer) {
        int start = bearer.start();
        int first = bearer.dot(start);
        int second = bearer.dot(first + 1);
        byte[] text = bearer.bytes();
        boolean threeParts = bearer.isBase64UrlAndDots()
                && first >= 0
                && second >= 0
                && bearer.dot(second + 1) < 0
                && Base64Url.isCanonical(text, start, first)
                && Base64Url.isCanonical(text, first + 1, second)
                && Base64Url.isCanonical(text, second + 1, text.length);
        Rejected.when(!threeParts, Reason.MALFORMED_TOKEN);
        return new CompactToken(text, start, first, second);
    }

    byte[] header() {
        return Base64Url.decode(text, start, endOfHeader);
    }

    byte[] payload() {
        return Base64Url.decode(text, endOfHeader + 1, endOfPayload);
    }

    /** Returns the header as it was sent. */
    byte[] encodedHeader() {
        return Arrays.copyOfRange(text, start, endOfHeader);
    }

    boolean hasEncodedHeader(byte[] encoded) {
        return Arrays.equals(text, start, endOfHeader, encoded, 0, encoded.length);
    }

    /** Returns whether the key signed the JWS signing input: the first two parts and the dot between them (RFC 7515 section 5.2). */
    boolean signedBy(IssuerKey key) {
        return key.signed(text, start, endOfPayload, signature);
    }
}
