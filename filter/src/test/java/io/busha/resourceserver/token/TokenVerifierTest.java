package io.busha.resourceserver.token;

import static io.busha.resourceserver.token.Tokens.NOW;
import static io.busha.resourceserver.token.Tokens.SKEW;
import static io.busha.resourceserver.token.Tokens.accepted;
import static io.busha.resourceserver.token.Tokens.refused;
import static io.busha.resourceserver.token.Tokens.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.key.FailedKeys;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static LocalIssuer issuer;
    private static TokenVerifier verifier;

    @BeforeAll
    static void start() {
        issuer = LocalIssuer.start();
        verifier = verifier(issuer, issuer.currentKey());
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static TokenMint token() {
        return Tokens.accessToken(issuer);
    }

    @Test
    void readsTheClaimsOfTheToken() {
        VerifiedToken token = accepted(
                verifier,
                token().subject("user-1")
                        .scopes("openid", "balances:read")
                        .claim("jti", "id-1")
                        .claim("tier", "gold")
                        .claim("level", 7)
                        .claim("big", new BigInteger("9223372036854775808"))
                        .claim("rate", new BigDecimal("1.5"))
                        .claim("on", true)
                        .claim("none", null)
                        .claim("list", List.of("a", 1))
                        .claim("object", Map.of("k", "v")));
        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.getName()).isEqualTo("user-1");
        assertThat(token.clientId()).isEqualTo(LocalIssuer.CLIENT_ID);
        assertThat(token.scopes()).containsExactly("openid", "balances:read");
        assertThat(token.jwtId()).contains("id-1");
        assertThat(token.issuedAt()).contains(NOW);
        assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(token.claim("tier", String.class)).contains("gold");
        assertThat(token.claim("level", Long.class)).contains(7L);
        assertThat(token.claim("big", BigInteger.class)).contains(new BigInteger("9223372036854775808"));
        assertThat(token.claim("rate", BigDecimal.class)).contains(new BigDecimal("1.5"));
        assertThat(token.claim("on", Boolean.class)).contains(true);
        assertThat(token.claim("none", String.class)).isEmpty();
        assertThat(token.claim("absent", String.class)).isEmpty();
        assertThat(token.claim("list", List.class)).contains(List.of("a", 1L));
        assertThat(token.claim("object", Map.class)).contains(Map.of("k", "v"));
        assertThat(token.claims())
                .containsEntry("sub", "user-1")
                .containsEntry("client_id", LocalIssuer.CLIENT_ID)
                .containsEntry("exp", NOW.plusSeconds(3600).getEpochSecond())
                .containsEntry("level", 7L)
                .containsEntry("list", List.of("a", 1L))
                .doesNotContainKeys("none", "absent");
    }

    @Test
    void hasAudienceAndNotBeforeOnlyIfTheTokenDoes() {
        VerifiedToken plain = accepted(verifier, token().without("aud").without("nbf"));
        assertThat(plain.audience()).isEmpty();
        assertThat(plain.notBefore()).isEmpty();
        VerifiedToken told = accepted(
                verifier,
                token().claim("aud", List.of(LocalIssuer.CLIENT_ID, "other")).claim("nbf", NOW.getEpochSecond()));
        assertThat(told.audience()).containsExactly(LocalIssuer.CLIENT_ID, "other");
        assertThat(told.notBefore()).contains(NOW);
        assertThatThrownBy(() -> told.audience().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(accepted(verifier, token().claim("aud", LocalIssuer.CLIENT_ID))
                        .audience())
                .containsExactly(LocalIssuer.CLIENT_ID);
    }

    @Test
    void convertsNumbersExactlyOrNotAtAll() {
        VerifiedToken token = accepted(
                verifier,
                token().claim("seven", 7)
                        .claim("big", new BigInteger("9223372036854775808"))
                        .claim("half", new BigDecimal("0.5"))
                        .claim("tenth", new BigDecimal("0.1"))
                        .claimAsJson("whole", "3.0")
                        .claimAsJson("huge", "1e300"));
        assertThat(token.claim("seven", Integer.class)).contains(7);
        assertThat(token.claim("seven", Long.class)).contains(7L);
        assertThat(token.claim("seven", Double.class)).contains(7.0);
        assertThat(token.claim("seven", BigInteger.class)).contains(BigInteger.valueOf(7));
        assertThat(token.claim("seven", BigDecimal.class)).contains(BigDecimal.valueOf(7));
        assertThat(token.claim("seven", Number.class)).contains(7L);
        assertThat(token.claim("seven", Object.class)).contains(7L);
        assertThat(token.claim("whole", Integer.class)).contains(3);
        assertThat(token.claim("half", Double.class)).contains(0.5);
        assertThat(token.claim("huge", BigInteger.class)).contains(BigInteger.TEN.pow(300));
        for (Class<? extends Number> type : List.of(Integer.class, Long.class, BigInteger.class)) {
            assertThatThrownBy(() -> token.claim("half", type)).isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> token.claim("big", Integer.class)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> token.claim("big", Long.class)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> token.claim("tenth", Double.class)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> token.claim("seven", Short.class)).isInstanceOf(ClassCastException.class);
    }

    /** Written out, the number would fill the heap. */
    @Test
    void convertsNoNumberThatIsTooLongToWriteOut() {
        BigDecimal endless = new BigDecimal("1e1000000000");
        for (Class<? extends Number> type : List.of(Integer.class, Long.class, Double.class, BigInteger.class)) {
            assertThatThrownBy(() -> ExactNumber.as(type, endless)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void neverReadsAClaimOfAnotherTypeAsAbsent() {
        VerifiedToken token = accepted(verifier, token().claim("tier", 1));
        assertThatThrownBy(() -> token.claim("tier", String.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessage("the claim is a Long, not a String");
    }

    @Test
    void verifiedTokensAreImmutable() {
        VerifiedToken token = accepted(
                verifier, token().scopes("a").claim("list", List.of("a")).claim("o", Map.of("k", "v")));
        assertThatThrownBy(() -> token.scopes().add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> token.claims().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> token.claim("list", List.class).orElseThrow().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> token.claim("o", Map.class).orElseThrow().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void escapesLoggedText() {
        VerifiedToken token =
                accepted(verifier, token().subject("a\r\n\"\\\u0000\u007fé ~").without("jti"));
        assertThat(token.logFields())
                .containsExactly(
                        Map.entry("sub", "a\\u000d\\u000a\\u0022\\u005c\\u0000\\u007f\\u00e9 ~"),
                        Map.entry("client_id", LocalIssuer.CLIENT_ID));
        assertThat(token).hasToString("VerifiedToken" + token.logFields());
        assertThat(accepted(verifier, token().claim("jti", "j")).logFields()).containsEntry("jti", "j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
    void acceptsTypesOfAccessTokens(String typ) {
        accepted(verifier, token().header("typ", typ));
    }

    @Test
    void acceptsAHeaderWithoutType() {
        accepted(verifier, token().withoutHeader("typ"));
    }

    @Test
    void acceptsAHeaderWithOtherMembers() {
        accepted(
                verifier,
                token().header("x", List.of(1))
                        .header("jku", "https://evil.example/")
                        .header("jwk", 7));
    }

    @Test
    void acceptsSeveralClients() {
        assertThat(accepted(verifier, token().clientId("second-client")).clientId())
                .isEqualTo("second-client");
    }

    @Test
    void acceptsAbsentOrEmptyAudienceAndTheClient() {
        accepted(verifier, token().without("aud"));
        accepted(verifier, token().claim("aud", List.of()));
        accepted(verifier, token().claim("aud", LocalIssuer.CLIENT_ID));
        accepted(verifier, token().claim("aud", List.of("other", LocalIssuer.CLIENT_ID)));
        accepted(verifier, token().clientId("second-client").claim("aud", "second-client"));
    }

    @Test
    void requiresTheMatchedClientAsAudience() {
        assertThat(refused(
                        verifier,
                        token().clientId("second-client")
                                .audience(LocalIssuer.CLIENT_ID)
                                .sign()))
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test
    void readsScopesFromAStringOrAnArray() {
        assertThat(scopes(token().claim("scp", "a:b  c "))).containsExactly("a:b", "c");
        assertThat(scopes(token().claim("scp", List.of("a b", "c")))).containsExactly("a b", "c");
        assertThat(scopes(token().claim("scp", "a\tb\nc,d"))).containsExactly("a\tb\nc,d");
        assertThat(scopes(token().claim("scp", ""))).isEmpty();
        assertThat(scopes(token().claim("scp", " "))).isEmpty();
        assertThat(scopes(token().claim("scp", List.of()))).isEmpty();
        assertThat(scopes(token().claim("scp", List.of("")))).isEmpty();
        assertThat(scopes(token().without("scp"))).isEmpty();
    }

    @Test
    void readsScopeOnlyIfScpIsAbsent() {
        assertThat(scopes(token().without("scp").claim("scope", "a b"))).containsExactly("a", "b");
        assertThat(scopes(token().without("scp").claim("scope", List.of("a", "b"))))
                .containsExactly("a", "b");
        assertThat(scopes(token().claim("scp", List.of("a")).claim("scope", "b")))
                .containsExactly("a");
        assertThat(scopes(token().claim("scp", List.of()).claim("scope", 7))).isEmpty();
    }

    @Test
    void readsAScopeArrayOnlyIfScpIsAbsent() {
        assertThat(scopes(token().without("scp").claim("scope", List.of("a b", "c"))))
                .containsExactly("a b", "c");
        assertThat(scopes(token().claim("scp", List.of("a")).claim("scope", List.of("b"))))
                .containsExactly("a");
        assertThat(scopes(token().claim("scp", "a").claim("scope", List.of("b"))))
                .containsExactly("a");
        assertThat(scopes(token().claim("scp", List.of()).claim("scope", List.of("b"))))
                .isEmpty();
        assertThat(scopes(token().claim("scp", "").claim("scope", List.of("b"))))
                .isEmpty();
        assertThat(scopes(token().claim("scp", List.of("a")).claim("scope", List.of(7))))
                .containsExactly("a");
        assertThat(refused(
                        verifier,
                        token().without("scp").claim("scope", List.of("b", 7)).sign()))
                .isEqualTo(Reason.WRONG_CLAIM_TYPE);
        assertThat(refused(
                        verifier,
                        token().claim("scp", null).claim("scope", List.of("b")).sign()))
                .isEqualTo(Reason.WRONG_CLAIM_TYPE);
    }

    private static Set<String> scopes(TokenMint mint) {
        return accepted(verifier, mint).scopes();
    }

    @Test
    void acceptsAMarkThatExtRepeats() {
        accepted(verifier, token().claim("nonce", "n").claim("ext", Map.of("nonce", "n")));
        accepted(verifier, token().rawClaims(claimsWith("\"vc\":null,\"ext\":{\"vc\":null}")));
    }

    @Test
    void refusesAMarkThatExtDoesNotRepeat() {
        for (String mark : List.of("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc")) {
            assertThat(refused(verifier, token().claim(mark, "x").sign()))
                    .as(mark)
                    .isEqualTo(Reason.NOT_AN_ACCESS_TOKEN);
        }
        assertThat(refused(
                        verifier,
                        token().claim("nonce", "n")
                                .claim("ext", Map.of("nonce", "m"))
                                .sign()))
                .isEqualTo(Reason.NOT_AN_ACCESS_TOKEN);
        assertThat(refused(
                        verifier,
                        token().claim("nonce", "n").claim("ext", "nonce").sign()))
                .isEqualTo(Reason.NOT_AN_ACCESS_TOKEN);
        assertThat(refused(
                        verifier,
                        token().rawClaims(claimsWith("\"vc\":null,\"ext\":{}")).sign()))
                .isEqualTo(Reason.NOT_AN_ACCESS_TOKEN);
    }

    private static String claimsWith(String members) {
        return "{\"iss\":\"" + issuer.issuer() + "\",\"sub\":\"s\",\"client_id\":\"" + LocalIssuer.CLIENT_ID
                + "\",\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + "," + members + "}";
    }

    @Test
    void refusesTokensWithoutThreeParts() {
        String token = token().sign();
        String header = token.substring(0, token.indexOf('.'));
        for (String broken : List.of(
                "a",
                "a.b",
                ".",
                "..",
                "...",
                token + ".a",
                token + ".",
                "." + token,
                header + "..a",
                header + "." + header + ".",
                ".".repeat(5000))) {
            assertThat(refused(verifier, broken)).as(broken).isEqualTo(Reason.MALFORMED_TOKEN);
        }
    }

    @Test
    void refusesATokenThatExpiresNow() {
        Instant edge = NOW.minus(SKEW);
        assertThat(refused(verifier, token().expiresAt(edge).sign())).isEqualTo(Reason.EXPIRED);
        accepted(verifier, token().claim("exp", edge.getEpochSecond() + 1));
        accepted(verifier, token().rawClaims(timed("\"exp\":" + edge.getEpochSecond() + ".000000001")));
        assertThat(refused(
                        verifier,
                        token().rawClaims(timed("\"exp\":" + (edge.getEpochSecond() - 1) + ".999999999"))
                                .sign()))
                .isEqualTo(Reason.EXPIRED);
    }

    @Test
    void acceptsATokenThatBecomesValidNow() {
        Instant edge = NOW.plus(SKEW);
        accepted(verifier, token().claim("nbf", edge.getEpochSecond()));
        accepted(verifier, token().without("nbf"));
        assertThat(refused(
                        verifier,
                        token().claim("nbf", edge.getEpochSecond() + 1).sign()))
                .isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void comparesTimesWithinASecond() {
        long second = NOW.getEpochSecond();
        String token = token().rawClaims(timed("\"exp\":" + second + ".25")).sign();
        accepted(at(NOW.plus(SKEW).plusMillis(249)), token);
        assertThat(refused(at(NOW.plus(SKEW).plusMillis(250)), token)).isEqualTo(Reason.EXPIRED);
        String early = token().rawClaims(timed("\"exp\":" + (second + 60) + ",\"nbf\":" + second + ".25"))
                .sign();
        assertThat(refused(at(NOW.minus(SKEW).plusMillis(249)), early)).isEqualTo(Reason.NOT_YET_VALID);
        accepted(at(NOW.minus(SKEW).plusMillis(250)), early);
    }

    private static TokenVerifier at(Instant now) {
        return verifier(issuer, now, issuer.currentKey());
    }

    @Test
    void readsAnyFiniteNumberAsADate() {
        for (String far : List.of(
                "9223372036854775807",
                "9223372036854775808",
                "1" + "0".repeat(300),
                "1e300",
                "1e20",
                "31556889864403200.5")) {
            VerifiedToken token = accepted(verifier, token().rawClaims(timed("\"exp\":" + far)));
            assertThat(token.expiresAt()).as(far).isAfter(NOW.plusSeconds(1_000_000_000L));
        }
        for (String past : List.of(
                "1.5",
                "-1",
                "0",
                "-0.0",
                "0.5",
                "1e-400000000",
                "-9223372036854775809",
                "-1e300",
                "-1e20",
                "-9223372036854775808")) {
            assertThat(refused(
                            verifier,
                            token().rawClaims(timed("\"exp\":" + past)).sign()))
                    .as(past)
                    .isEqualTo(Reason.EXPIRED);
        }
        assertThat(accepted(verifier, token().rawClaims(timed("\"exp\":1.8e9"))).expiresAt())
                .isEqualTo(Instant.ofEpochSecond(1_800_000_000L));
        assertThat(accepted(verifier, token().rawClaims(timed("\"exp\":1800000000.25")))
                        .expiresAt())
                .isEqualTo(Instant.ofEpochSecond(1_800_000_000L, 250_000_000));
        assertThat(accepted(verifier, token().claim("iat", -2)).issuedAt()).contains(Instant.ofEpochSecond(-2));
        assertThat(accepted(verifier, token().rawClaims(timed("\"exp\":1800000000,\"iat\":-2.5")))
                        .issuedAt())
                .contains(Instant.ofEpochSecond(-3, 500_000_000));
    }

    private static String timed(String members) {
        return "{\"iss\":\"" + issuer.issuer() + "\",\"sub\":\"s\",\"client_id\":\"" + LocalIssuer.CLIENT_ID + "\","
                + members + "}";
    }

    @Test
    void triesEveryKeyUnderTheKid() {
        SigningKey first = SigningKey.rsa(2048, "same");
        SigningKey second = SigningKey.rsa(2048, "same");
        TokenVerifier both = verifier(issuer, first, second);
        accepted(both, token().signedBy(first));
        accepted(both, token().signedBy(second));
        assertThat(refused(both, token().signedBy(SigningKey.rsa(2048, "same")).sign()))
                .isEqualTo(Reason.INVALID_SIGNATURE);
    }

    @Test
    void acceptsClaimsNested64Deep() {
        accepted(verifier, token().rawClaims(claimsWith("\"x\":" + "[".repeat(63) + "]".repeat(63))));
        assertThat(refused(
                        verifier,
                        token().rawClaims(claimsWith("\"x\":" + "[".repeat(64) + "]".repeat(64)))
                                .sign()))
                .isEqualTo(Reason.MALFORMED_CLAIMS);
    }

    @Test
    void acceptsKeysOf4096Bits() {
        SigningKey key = SigningKey.rsa(4096);
        accepted(verifier(issuer, key), token().signedBy(key));
    }

    @Test
    void acceptsKeysWhoseLengthIsNoWholeNumberOfBytes() {
        SigningKey key = SigningKey.rsa(2049);
        accepted(verifier(issuer, key), token().signedBy(key));
    }

    @Test
    void refusesAKeyThatIsNotPublished() {
        assertThat(refused(verifier, token().header("kid", "other").sign())).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void doesNotReadClaimsBeforeTheSignatureHolds() {
        assertThat(refused(
                        verifier,
                        token().rawClaims("no JSON")
                                .signature(input -> new byte[256])
                                .sign()))
                .isEqualTo(Reason.INVALID_SIGNATURE);
    }

    @Test
    void requiresAClient() {
        KeySource keys = KeySource.fixed("i", Tokens.jwks(issuer.currentKey()));
        assertThatThrownBy(() -> TokenVerifier.of(keys, Set.of(), Duration.ZERO, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client id");
    }

    @Test
    void answersRetryAfterWhenKeysAreUnavailable() {
        Duration pause = Duration.ofSeconds(1);
        try (KeySource down = FailedKeys.toldToWait(pause)) {
            TokenVerifier helpless = TokenVerifier.of(down, Set.of("c"), SKEW, Clock.systemUTC());
            Rejection refusal = (Rejection) Tokens.verify(helpless, token().sign());
            assertThat(refusal.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
            assertThat(refusal.retryAfter()).isEqualTo(pause.plus(FailedKeys.BACK_OFF));
            assertThat(refusal).hasToString("Rejection[keys-unavailable]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":null,\"x\":1",
                "\"x\":null,\"x\":null",
                "\"x\":{\"a\":null,\"a\":1}",
                "\"x\":[{\"a\":null,\"a\":null}]"
            })
    void refusesADuplicateMemberEvenIfTheFirstIsNull(String members) {
        assertThat(refused(verifier, token().rawClaims(claimsWith(members)).sign()))
                .isEqualTo(Reason.MALFORMED_CLAIMS);
        String kid = issuer.currentKey().kid();
        assertThat(refused(
                        verifier,
                        token().rawHeader("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"," + members + "}")
                                .sign()))
                .isEqualTo(Reason.MALFORMED_HEADER);
    }

    /** Known claims and members are handled separately from others. */
    @Test
    void refusesADuplicateRegisteredMemberEvenIfTheFirstIsNull() {
        assertThat(refused(
                        verifier,
                        token().rawClaims(claimsWith("\"scp\":null,\"scp\":\"a\""))
                                .sign()))
                .isEqualTo(Reason.MALFORMED_CLAIMS);
        assertThat(refused(
                        verifier,
                        token().rawHeader("{\"kid\":null,\"alg\":\"RS256\",\"kid\":\""
                                        + issuer.currentKey().kid() + "\"}")
                                .sign()))
                .isEqualTo(Reason.MALFORMED_HEADER);
    }

    @Test
    void showsNothingOfTheTokenInARefusal() {
        Rejection refusal = (Rejection) Tokens.verify(verifier, "a.b.c");
        assertThat(refusal).hasToString("Rejection[malformed-token]");
        assertThat(refusal.retryAfter()).isZero();
        assertThat(refusal.reason().code()).isEqualTo("malformed-token");
        assertThat(refusal.reason().description()).isEqualTo("the token is not three base64url parts");
    }
}
