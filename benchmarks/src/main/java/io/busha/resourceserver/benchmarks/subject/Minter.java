package io.busha.resourceserver.benchmarks.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;

/** Mints the tokens of a new key in the shape of Busha's, on all cores, into files. The private key is written nowhere. */
public final class Minter {

    private static final int BAD_ONES = 64;
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final LocalIssuer issuer;
    private final Signer signer;
    private final SigningKey unpublished = SigningKey.rsa(2048);

    private Minter(LocalIssuer issuer) {
        this.issuer = issuer;
        this.signer = Signer.of(issuer.currentKey().privateKey());
    }

    /**
     * Mints.
     *
     * @param all the folder of all tokens, in which this key gets its own
     * @param good how many good tokens
     * @param once how many of those that are used a single time
     */
    public static void mint(Path all, int bits, int good, int once) throws IOException {
        Path folder = Files.createDirectories(Tokens.folderOf(all, bits));
        SigningKey key = SigningKey.rsa(bits);
        Files.writeString(folder.resolve(Tokens.JWKS), JsonUtil.toJson(Map.of("keys", List.of(key.jwk()))), US_ASCII);
        try (LocalIssuer issuer = LocalIssuer.start(key)) {
            Minter minter = new Minter(issuer);
            for (Kind kind : Kind.values()) {
                int number = kind == Kind.GOOD ? good : kind == Kind.ONCE ? once : BAD_ONES;
                Files.write(folder.resolve(kind.file()), minter.mint(kind, number), US_ASCII);
            }
        }
    }

    private List<String> mint(Kind kind, int number) {
        return IntStream.range(0, number).parallel().mapToObj(i -> mint(kind)).toList();
    }

    private String mint(Kind kind) {
        TokenMint good = good();
        return switch (kind) {
            case GOOD, ONCE -> good.sign();
            case GARBAGE -> garbled(good.sign());
            case NO_DOTS -> good.sign().replace('.', '-');
            case WRONG_ALGORITHM -> good.header("alg", "RS512").sign();
            case WRONG_ISSUER ->
                good.claim("iss", "https://login.elsewhere.example").sign();
            case EXPIRED -> good.expiresAt(Instant.now().minusSeconds(3600)).sign();
            case BAD_SIGNATURE -> good.signature(unpublished::sign).sign();
            case UNKNOWN_KEY -> good.signedBy(unpublished).sign();
        };
    }

    private TokenMint good() {
        return issuer.accessToken()
                .signature(signer::sign)
                .claim("iss", Tokens.ISSUER)
                .clientId(Tokens.CLIENT_ID)
                .subject(UUID.randomUUID().toString())
                .scopes("openid", "offline_access", Tokens.SCOPE)
                .expiresAt(Instant.now().plus(LIFETIME));
    }

    /** Replaces a character of the signature by one outside base64: decoders that skip it get another signature. */
    private static String garbled(String token) {
        int at = token.length() - 100;
        return token.substring(0, at) + '~' + token.substring(at + 1);
    }
}
