package io.busha.resourceserver.token;

import com.sun.management.ThreadMXBean;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many bytes each step of verifying a new token allocates: {@code bin/token-heap} prints it. */
final class TokenBytes {

    private static final int WARM_UPS = 100_000;
    private static final int CALLS = 10_000;
    private static final int ROUNDS = 10;
    private static final int DIFFERENT = 64;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile @Nullable Object result;

    private TokenBytes() {}

    public static void main(String[] args) {
        SigningKey key = SigningKey.rsa(2048, "bytes");
        try (LocalIssuer issuer = LocalIssuer.start(key);
                KeySource keys = KeySource.fixed(issuer.issuer(), Tokens.jwks(key))) {
            TokenVerifier verifier = Tokens.verifier(keys, Clock.fixed(Tokens.NOW, ZoneOffset.UTC));
            List<List<String>> headers = IntStream.range(0, DIFFERENT)
                    .mapToObj(i -> List.of("Bearer " + token(issuer)))
                    .toList();
            List<BearerToken> tokens = headers.stream()
                    .map(header -> (BearerToken) BearerToken.from(header))
                    .toList();
            List<CompactToken> compact =
                    tokens.stream().map(CompactToken::parse).toList();
            List<byte[]> payloads = compact.stream().map(CompactToken::payload).toList();
            System.out.printf("%n%-44s %12s%n", "a new token", "bytes");
            print("its text, as bytes", headers, BearerToken::from);
            print("its three parts, signature decoded", tokens, CompactToken::parse);
            print("the claims, decoded", compact, CompactToken::payload);
            print("JSON parser and values", payloads, TokenBytes::read);
            print("JSON parser, values and where they are kept", payloads, Claims::parse);
            print("everything, with the signature's own", tokens, verifier::verify);
        }
    }

    private static String token(LocalIssuer issuer) {
        return Tokens.accessToken(issuer).subject(UUID.randomUUID().toString()).sign();
    }

    private static Object read(byte[] json) {
        StrictJson.ofIssuer(json, Reason.MALFORMED_CLAIMS, (name, value) -> true);
        return json;
    }

    /** Prints the fewest bytes of all rounds: others include what the compiler has yet to remove. */
    private static <T> void print(String step, List<T> arguments, Function<T, ?> call) {
        bytes(WARM_UPS, arguments, call);
        long fewest = IntStream.range(0, ROUNDS)
                .mapToLong(round -> bytes(CALLS, arguments, call) / CALLS)
                .min()
                .orElseThrow();
        System.out.printf("%-44s %12d%n", step, fewest);
    }

    private static <T> long bytes(int calls, List<T> arguments, Function<T, ?> call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            result = call.apply(arguments.get(i % DIFFERENT));
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        if (result == null) {
            throw new IllegalStateException("a call returned nothing");
        }
        return after - before;
    }
}
