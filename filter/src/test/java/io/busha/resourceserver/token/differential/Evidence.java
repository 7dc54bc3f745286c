package io.busha.resourceserver.token.differential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token, parsed independently of the verifier. Its contents may be read only after it is known to be well-formed. */
final class Evidence {

    private final String token;
    private final String[] parts;

    Evidence(String token) {
        this.token = token;
        this.parts = token.split("\\.", -1);
    }

    String token() {
        return token;
    }

    String[] parts() {
        return parts;
    }

    /** Returns whether this part is the canonical encoding of its own bytes. */
    static boolean isCanonical(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Draft.base64url(bytes).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Map<String, @Nullable Object> header() {
        return PlainJson.object(bytes(0));
    }

    Map<String, @Nullable Object> claims() {
        return PlainJson.object(bytes(1));
    }

    /** Returns what is wrong with the text of the header (0) or claims (1), if anything is. */
    Optional<String> fault(int part) {
        try {
            PlainJson.object(bytes(part));
            return Optional.empty();
        } catch (PlainJson.Fault e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    boolean signatureHolds() {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(SeededKey.publicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return signature.verify(bytes(2));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] bytes(int part) {
        return Base64.getUrlDecoder().decode(parts[part]);
    }
}
