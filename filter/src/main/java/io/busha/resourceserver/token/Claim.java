package io.busha.resourceserver.token;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The claims that an access token is judged by (RFC 7519 section 4.1, RFC 8693 section 4.2, RFC 9068 section 2.2). */
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

    /** As JSON names it. */
    String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The claim of that name; null where tokens are not judged by it. */
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
