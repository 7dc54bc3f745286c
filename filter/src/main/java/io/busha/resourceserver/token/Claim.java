package io.busha.resourceserver.token;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The claims that decide whether an access token is accepted, or that have accessors of their own (RFC 7519 section 4.1, RFC 8693 section
 * 4.2, RFC 9068 section 2.2).
 */
enum Claim {
    ISS,
    SUB,
    AUD,
    EXP,
    NBF,
    IAT,
    JTI,
    CLIENT_ID,
    SCP,
    SCOPE;

    /** Returns the claim's name in JSON. */
    String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the claim of that name; null if it is not one of these. */
    static @Nullable Claim named(String name) {
        return switch (name) {
            case "iss" -> ISS;
            case "sub" -> SUB;
            case "aud" -> AUD;
            case "exp" -> EXP;
            case "nbf" -> NBF;
            case "iat" -> IAT;
            case "jti" -> JTI;
            case "client_id" -> CLIENT_ID;
            case "scp" -> SCP;
            case "scope" -> SCOPE;
            default -> null;
        };
    }
}
