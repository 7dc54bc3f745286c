package io.busha.resourceserver.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** The signature of RFC 7515 appendix A.2, which a provider of RS256 must verify correctly before it is used for any token. */
final class KnownAnswer {

    private static final String JWK = "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQ"
            + "oTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo"
            + "9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k"
            + "G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}";
    private static final String TEXT =
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9l"
                    + "eGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String SIGNATURE =
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Q"
                    + "c_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
                    + "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgG"
                    + "Y9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private KnownAnswer() {}

    /** Returns whether the provider accepts the signature, and rejects it if a bit of the text or of the signature is changed. */
    static boolean isGivenBy(Rs256 provider) throws GeneralSecurityException {
        RSAPublicKey key = provider.translated(key());
        byte[] text = TEXT.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(SIGNATURE);
        boolean right = provider.holds(key, text, 0, text.length, signature);
        text[0] ^= 1;
        boolean otherText = provider.holds(key, text, 0, text.length, signature);
        text[0] ^= 1;
        signature[0] ^= 1;
        boolean otherSignature = provider.holds(key, text, 0, text.length, signature);
        return right && !otherText && !otherSignature;
    }

    private static RSAPublicKey key() {
        try {
            return ((RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(JWK)).getRsaPublicKey();
        } catch (JoseException e) {
            throw new IllegalStateException("this JDK has no RSA keys", e);
        }
    }
}
