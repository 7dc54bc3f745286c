package io.busha.resourceserver.token;

import static io.busha.resourceserver.token.Tokens.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken part per row; everything else is correct and signed by the right key. */
class TokenAttackTest {

    private static LocalIssuer issuer;
    private static List<TokenVerifier> verifiers;

    @BeforeAll
    static void start() {
        issuer = LocalIssuer.start();
        verifiers = Tokens.verifiers(issuer, issuer.currentKey());
        verifiers.forEach(verifier -> Tokens.accepted(verifier, Tokens.accessToken(issuer)));
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"headers", "claims", "signatures"})
    void refusesAttacks(String attack, UnaryOperator<TokenMint> change, Reason reason) {
        String token = change.apply(Tokens.accessToken(issuer)).sign();
        for (TokenVerifier verifier : verifiers) {
            assertThat(refused(verifier, token)).isEqualTo(reason);
            assertThat(refused(verifier, token)).as("second verification").isEqualTo(reason);
        }
    }

    private static Arguments row(String attack, UnaryOperator<TokenMint> change, Reason reason) {
        return arguments(attack, change, reason);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header("array", "[]", Reason.MALFORMED_HEADER),
                header("string", "\"x\"", Reason.MALFORMED_HEADER),
                header("no JSON", "alg", Reason.MALFORMED_HEADER),
                header("cut off", "{\"alg\":\"RS256\"", Reason.MALFORMED_HEADER),
                header("twice", "{\"alg\":\"RS256\",\"alg\":\"RS256\"}", Reason.MALFORMED_HEADER),
                header("twice, once escaped", "{\"alg\":\"RS256\",\"\\u0061lg\":\"RS256\"}", Reason.MALFORMED_HEADER),
                header("text behind", "{\"alg\":\"RS256\"}x", Reason.MALFORMED_HEADER),
                header("second root", "{\"alg\":\"RS256\"}{}", Reason.MALFORMED_HEADER),
                header("BOM", "\uFEFF{\"alg\":\"RS256\"}", Reason.MALFORMED_HEADER),
                header("surrogate in value", "{\"alg\":\"RS256\",\"x\":\"\\ud800\"}", Reason.MALFORMED_HEADER),
                header("surrogate in name", "{\"alg\":\"RS256\",\"\\udc00\":1}", Reason.MALFORMED_HEADER),
                header("comment", "{\"alg\":\"RS256\"/**/}", Reason.MALFORMED_HEADER),
                header("single quotes", "{'alg':'RS256'}", Reason.MALFORMED_HEADER),
                header("NaN", "{\"alg\":\"RS256\",\"x\":NaN}", Reason.MALFORMED_HEADER),
                header("exponent beyond an int", "{\"x\":1e99999999999}", Reason.MALFORMED_HEADER),
                header("deep", "{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}", Reason.MALFORMED_HEADER),
                header("alg missing", "{\"kid\":\"k\"}", Reason.WRONG_ALGORITHM),
                change("alg none", mint -> mint.header("alg", "none"), Reason.WRONG_ALGORITHM),
                change("alg in lower case", mint -> mint.header("alg", "rs256"), Reason.WRONG_ALGORITHM),
                change("alg PS256", mint -> mint.header("alg", "PS256"), Reason.WRONG_ALGORITHM),
                change("alg array", mint -> mint.header("alg", List.of("RS256")), Reason.WRONG_ALGORITHM),
                change("crit", mint -> mint.header("crit", List.of("exp")), Reason.UNSUPPORTED_HEADER),
                change("crit empty", mint -> mint.header("crit", List.of()), Reason.UNSUPPORTED_HEADER),
                change("b64", mint -> mint.header("b64", true), Reason.UNSUPPORTED_HEADER),
                change("zip", mint -> mint.header("zip", "DEF"), Reason.UNSUPPORTED_HEADER),
                change("cty", mint -> mint.header("cty", "JWT"), Reason.UNSUPPORTED_HEADER),
                change("typ other", mint -> mint.header("typ", "logout+jwt"), Reason.WRONG_TYPE),
                change("typ number", mint -> mint.header("typ", 1), Reason.WRONG_TYPE),
                change("typ null", mint -> mint.header("typ", null), Reason.WRONG_TYPE),
                change("typ empty", mint -> mint.header("typ", ""), Reason.WRONG_TYPE),
                change("kid missing", mint -> mint.withoutHeader("kid"), Reason.MISSING_KEY_ID),
                change("kid empty", mint -> mint.header("kid", ""), Reason.MISSING_KEY_ID),
                change("kid number", mint -> mint.header("kid", 1), Reason.MISSING_KEY_ID),
                change("kid unknown", mint -> mint.header("kid", "../x"), Reason.UNKNOWN_KEY));
    }

    static Stream<Arguments> claims() {
        Stream<Arguments> fixed = Stream.of(
                payload("array", "[]"),
                payload("no JSON", "x"),
                payload("empty text", " "),
                payload("twice", "{\"sub\":\"a\",\"sub\":\"a\"}"),
                payload("text behind", "{} x"),
                payload("cut off", "{\"sub\":"),
                payload("deep", "{\"x\":" + "{\"x\":".repeat(64) + "1" + "}".repeat(65)),
                payload("100,000 deep", "{\"x\":" + "[".repeat(40_000)),
                change(
                        "not UTF-8",
                        mint -> mint.rawClaims(new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'}),
                        Reason.MALFORMED_CLAIMS),
                change(
                        "UTF-16",
                        mint -> mint.rawClaims("{}".getBytes(StandardCharsets.UTF_16LE)),
                        Reason.MALFORMED_CLAIMS),
                change("iss missing", mint -> mint.without("iss"), Reason.WRONG_ISSUER),
                change("iss with slash", mint -> mint.claim("iss", issuer.issuer() + "/"), Reason.WRONG_ISSUER),
                change("cnf", mint -> mint.claim("cnf", Map.of("jkt", "x")), Reason.SENDER_CONSTRAINED),
                change("cnf null", mint -> mint.claim("cnf", null), Reason.SENDER_CONSTRAINED),
                change("client_id missing", mint -> mint.without("client_id"), Reason.WRONG_CLIENT),
                change("client_id padded", mint -> mint.clientId(" " + LocalIssuer.CLIENT_ID), Reason.WRONG_CLIENT),
                change("client_id in upper case", mint -> mint.clientId("LOCAL-CLIENT"), Reason.WRONG_CLIENT),
                change("aud others", mint -> mint.audience("x", "y"), Reason.WRONG_AUDIENCE),
                change("aud empty string", mint -> mint.claim("aud", ""), Reason.WRONG_AUDIENCE),
                change("aud of an empty string", mint -> mint.audience(""), Reason.WRONG_AUDIENCE),
                change("aud prefix", mint -> mint.claim("aud", "local"), Reason.WRONG_AUDIENCE),
                change("sub missing", mint -> mint.without("sub"), Reason.INVALID_SUBJECT),
                change("sub empty", mint -> mint.subject(""), Reason.INVALID_SUBJECT),
                change("sub padded", mint -> mint.subject("user "), Reason.INVALID_SUBJECT),
                change("exp missing", mint -> mint.without("exp"), Reason.MISSING_EXPIRY),
                change("id token", mint -> issuer.idToken(), Reason.NOT_AN_ACCESS_TOKEN),
                change("logout token", mint -> issuer.logoutToken(), Reason.NOT_AN_ACCESS_TOKEN));
        return Stream.concat(fixed, wrongTypes());
    }

    private static Stream<Arguments> wrongTypes() {
        List<String> noString = List.of("null", "1", "true", "[\"x\"]", "{}");
        List<String> noDate =
                List.of("null", "\"1800000000\"", "true", "[1]", "{}", "1e400", "-1e400", "1" + "0".repeat(400));
        List<String> noStrings = List.of("null", "1", "false", "{}", "[1]", "[null]", "[[\"x\"]]", "[\"x\",1]");
        return Stream.of(
                        wrong("iss", noString),
                        wrong("sub", noString),
                        wrong("client_id", noString),
                        wrong("jti", noString),
                        wrong("exp", noDate),
                        wrong("nbf", noDate),
                        wrong("iat", noDate),
                        wrong("aud", noStrings),
                        wrong("scp", noStrings),
                        wrong("scope", noStrings))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> wrong(String claim, List<String> values) {
        return values.stream()
                .map(value -> change(
                        claim + " is " + value,
                        mint -> mint.rawClaims("{\"" + claim + "\":" + value + "}"),
                        Reason.WRONG_CLAIM_TYPE));
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                signature("one bit", right -> flipped(right)),
                signature("a byte less", right -> Arrays.copyOf(right, right.length - 1)),
                signature("a byte more", right -> Arrays.copyOf(right, right.length + 1)),
                signature("a leading zero", right -> {
                    byte[] longer = new byte[right.length + 1];
                    System.arraycopy(right, 0, longer, 1, right.length);
                    return longer;
                }),
                signature("one byte", right -> new byte[1]),
                signature("all zero", right -> new byte[right.length]),
                signature("s >= n", right -> {
                    byte[] large = new byte[right.length];
                    Arrays.fill(large, (byte) 0xFF);
                    return large;
                }));
    }

    private static byte[] flipped(byte[] right) {
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        return wrong;
    }

    private static Arguments header(String name, String json, Reason reason) {
        return row("header: " + name, mint -> mint.rawHeader(json), reason);
    }

    private static Arguments payload(String name, String json) {
        return row("claims: " + name, mint -> mint.rawClaims(json), Reason.MALFORMED_CLAIMS);
    }

    private static Arguments change(String name, UnaryOperator<TokenMint> change, Reason reason) {
        return row(name, change, reason);
    }

    private static Arguments signature(String name, UnaryOperator<byte[]> change) {
        return row(
                "signature: " + name,
                mint -> mint.signature(input -> change.apply(issuer.currentKey().sign(input))),
                Reason.INVALID_SIGNATURE);
    }
}
