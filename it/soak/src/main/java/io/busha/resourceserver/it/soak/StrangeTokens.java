package io.busha.resourceserver.it.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Tokens of a valid shape that name a key which never was, a new one each time. With another algorithm they are refused by
 * their header, before any key is looked for, and are otherwise the same to the byte. Thread-safe.
 */
final class StrangeTokens {

    private final String payloadAndSignature;

    /** Creates strange tokens with the payload and signature of this one. */
    StrangeTokens(String token) {
        this.payloadAndSignature = token.substring(token.indexOf('.'));
    }

    static String kid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String token(Kind kind, String kid) {
        String algorithm = kind == Kind.JUNK ? "RS256" : "RS384";
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(US_ASCII)) + payloadAndSignature;
    }
}
