package io.busha.resourceserver.token;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/** RSASSA-PKCS1-v1_5 with SHA-256, whatever a header says (RFC 7518 section 3.3, RFC 8017 section 8.2.2). */
final class SignatureCheck {

    private static final String RS256 = "SHA256withRSA";

    private SignatureCheck() {}

    static boolean holds(CompactToken token, RSAPublicKey key) {
        if (token.signature().length != lengthOf(key)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(RS256);
            signature.initVerify(key);
            signature.update(token.signingInput());
            return signature.verify(token.signature());
        } catch (SignatureException e) {
            return false; // some providers throw where others return false
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot verify " + RS256, e);
        }
    }

    private static int lengthOf(RSAPublicKey key) {
        return (key.getModulus().bitLength() + 7) / 8;
    }
}
