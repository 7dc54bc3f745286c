package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMintTest {
    private static final LocalIssuer ISSUER = LocalIssuer.start();

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void accessTokenIsValidAndLooksLikeBushas() throws JoseException {
        String token = ISSUER.accessToken().sign();
        assertThat(verifies(token, ISSUER.currentKey())).isTrue();
        assertThat(header(token))
                .isEqualTo(Map.of("alg", "RS256", "kid", ISSUER.currentKey().kid(), "typ", "JWT"));
        Map<String, Object> claims = claims(token);
        assertThat(claims)
                .containsOnlyKeys("aud", "client_id", "exp", "ext", "iat", "iss", "jti", "nbf", "scp", "sub")
                .containsEntry("aud", List.of())
                .containsEntry("client_id", LocalIssuer.CLIENT_ID)
                .containsEntry("ext", Map.of())
                .containsEntry("iss", ISSUER.issuer())
                .containsEntry("scp", List.of())
                .containsEntry("sub", "local-user");
        assertThat(claims.get("nbf")).isEqualTo(claims.get("iat"));
        assertThat(Long.parseLong("" + claims.get("exp")) - Long.parseLong("" + claims.get("iat")))
                .isEqualTo(3600);
    }

    @Test
    void otherTokenTypesHaveTheirMarks() throws JoseException {
        assertThat(claims(ISSUER.idToken().sign()))
                .containsOnlyKeys(
                        "at_hash", "aud", "auth_time", "exp", "iat", "iss", "jti", "nonce", "rat", "sid", "sub")
                .containsEntry("aud", List.of(LocalIssuer.CLIENT_ID));
        assertThat(claims(ISSUER.logoutToken().sign())).containsKey("events").doesNotContainKeys("exp", "client_id");
        assertThat(claims(ISSUER.userinfo().sign())).containsKey("rat").doesNotContainKeys("exp", "client_id");
    }

    @Test
    void everyTokenHasItsOwnId() throws JoseException {
        assertThat(claims(ISSUER.accessToken().sign()).get("jti"))
                .isNotEqualTo(claims(ISSUER.accessToken().sign()).get("jti"));
    }

    @Test
    void setsAndRemovesClaims() throws JoseException {
        String token = ISSUER.accessToken()
                .scopes("a", "b:read")
                .subject("somebody")
                .clientId("other-client")
                .audience("x")
                .claim("nothing", null)
                .claim("a \"name\"", List.of(1, true))
                .without("ext")
                .sign();
        assertThat(claims(token))
                .containsEntry("scp", List.of("a", "b:read"))
                .containsEntry("sub", "somebody")
                .containsEntry("client_id", "other-client")
                .containsEntry("aud", List.of("x"))
                .containsEntry("nothing", null)
                .containsEntry("a \"name\"", List.of(1L, true))
                .doesNotContainKey("ext");
    }

    @Test
    void movesTheTimesOfTheToken() throws JoseException {
        Instant past = Instant.ofEpochSecond(1_000_000);
        assertThat(claims(ISSUER.accessToken().issuedAt(past).sign()))
                .containsEntry("iat", 1_000_000L)
                .containsEntry("nbf", 1_000_000L)
                .containsEntry("exp", 1_003_600L);
        assertThat(claims(ISSUER.logoutToken().issuedAt(past).sign()))
                .containsEntry("iat", 1_000_000L)
                .doesNotContainKeys("nbf", "exp");
        assertThat(claims(ISSUER.accessToken().expiresAt(past).sign())).containsEntry("exp", 1_000_000L);
    }

    @Test
    void setsAndRemovesHeaderMembers() throws JoseException {
        String token = ISSUER.accessToken()
                .header("crit", List.of("b64"))
                .header("kid", null)
                .headerAsJson("b64", "false")
                .withoutHeader("typ")
                .sign();
        assertThat(header(token))
                .containsEntry("crit", List.of("b64"))
                .containsEntry("kid", null)
                .containsEntry("b64", false)
                .doesNotContainKey("typ");
    }

    @Test
    void signsRawBytesUnchanged() throws JoseException {
        byte[] payload = {'{', (byte) 0xff, 0, '}', '}'};
        String header = "{\"alg\":\"RS256\" ,\"kid\":\"a\",\"kid\":\"b\"}";
        String token = ISSUER.accessToken().rawHeader(header).rawClaims(payload).sign();
        String[] parts = token.split("\\.", -1);
        assertThat(new String(decoded(parts[0]), UTF_8)).isEqualTo(header);
        assertThat(decoded(parts[1])).isEqualTo(payload);
        byte[] input = (parts[0] + "." + parts[1]).getBytes(UTF_8);
        assertThat(decoded(parts[2])).isEqualTo(ISSUER.currentKey().sign(input));
    }

    @Test
    void writesClaimsThatAreNoJson() {
        TokenMint mint = ISSUER.accessToken().claimAsJson("exp", "1e400");
        assertThat(mint.claimsJson()).contains("\"exp\":1e400,");
        String twice = "{\"sub\":\"first\"," + mint.claimsJson().substring(1);
        assertThat(payload(mint.rawClaims(twice).sign())).isEqualTo(twice);
        assertThat(mint.claimsJson()).isEqualTo(twice);
        assertThat(mint.headerJson()).startsWith("{\"alg\":\"RS256\",\"kid\":");
    }

    @Test
    void signsWithAnotherKeyAndNamesIt() throws JoseException {
        SigningKey other = SigningKey.rsa(2048, "other");
        String token = ISSUER.accessToken().signedBy(other).sign();
        assertThat(header(token)).containsEntry("kid", "other");
        assertThat(verifies(token, other)).isTrue();
        assertThat(verifies(token, ISSUER.currentKey())).isFalse();
    }

    @Test
    void canNameTheOldKeyWhileSigningWithTheNewOne() throws JoseException {
        SigningKey key = ISSUER.currentKey();
        String token = ISSUER.accessToken().signedBy(key.withKid("old")).sign();
        assertThat(header(token)).containsEntry("kid", "old");
        assertThat(verifies(token, key)).isTrue();
    }

    @Test
    void acceptsAnySignature() {
        TokenMint mint = ISSUER.accessToken().signature(input -> Arrays.copyOf(input, 3));
        assertThat(mint.sign()).isEqualTo(mint.signingInput() + ".ZXlK");
        assertThat(mint.signature(input -> new byte[0]).sign()).isEqualTo(mint.signingInput() + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072})
    void jwkIsThePublicHalf(int bits) throws JoseException {
        SigningKey key = SigningKey.rsa(bits, "the kid");
        assertThat(key.jwk().keySet()).containsExactly("use", "kty", "kid", "alg", "n", "e");
        assertThat(key.jwk()).containsEntry("kid", "the kid").containsEntry("e", "AQAB");
        assertThat(PublicJsonWebKey.Factory.newPublicJwk(key.jwk()).getPublicKey())
                .isEqualTo(key.publicKey());
        assertThat(key.publicKey().getModulus().bitLength()).isEqualTo(bits);
        assertThat(key).hasToString("SigningKey[the kid]");
    }

    private static boolean verifies(String token, SigningKey key) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(key.publicKey());
        return jws.verifySignature();
    }

    private static Map<String, Object> header(String token) throws JoseException {
        return JsonUtil.parseJson(new String(decoded(token.split("\\.", -1)[0]), UTF_8));
    }

    private static Map<String, Object> claims(String token) throws JoseException {
        return JsonUtil.parseJson(payload(token));
    }

    private static String payload(String token) {
        return new String(decoded(token.split("\\.", -1)[1]), UTF_8);
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
