package io.busha.resourceserver.token;

import java.nio.charset.StandardCharsets;

/** A JWS in compact serialisation, taken apart (RFC 7515 section 3.1). Nothing in it is verified, or read yet. */
final class CompactToken {

    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;
    private final byte[] signingInput;

    private CompactToken(byte[] header, byte[] payload, byte[] signature, byte[] signingInput) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
        this.signingInput = signingInput;
    }

    static CompactToken parse(BearerToken bearer) {
        String token = bearer.value();
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        boolean threeParts = first > 0 && second > 0 && token.indexOf('.', second + 1) < 0;
        Rejected.when(!threeParts, Reason.MALFORMED_TOKEN);
        return new CompactToken(
                Base64Url.decode(token.substring(0, first)),
                Base64Url.decode(token.substring(first + 1, second)),
                Base64Url.decode(token.substring(second + 1)),
                token.substring(0, second).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    byte[] signingInput() {
        return signingInput;
    }
}
