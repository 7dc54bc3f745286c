package io.busha.resourceserver.token.differential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.function.UnaryOperator;

/** A token that is not signed yet. */
final class Draft {

    private final Members header = new Members();
    private final Members claims = new Members();
    private UnaryOperator<String> spelling = input -> input;

    Members header() {
        return header;
    }

    Members claims() {
        return claims;
    }

    /** Changes the encoded text before it is signed. */
    Draft spell(UnaryOperator<String> change) {
        spelling = change;
        return this;
    }

    /** Returns the encoded header and claims, which are signed. */
    String signingInput() {
        return spelling.apply(base64url(header.bytes()) + "." + base64url(claims.bytes()));
    }

    String sign() {
        String input = signingInput();
        return input + "." + base64url(SeededKey.sign(input.getBytes(US_ASCII)));
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
