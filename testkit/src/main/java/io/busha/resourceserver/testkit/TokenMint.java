package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token under construction: correct in every part until a test changes one. Every method changes this mint and returns it. Values are
 * those of JSON: strings, numbers, booleans, lists, maps and null. Not thread-safe.
 */
public final class TokenMint {
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final JsonMembers header = new JsonMembers();
    private final JsonMembers claims = new JsonMembers();
    private UnaryOperator<byte[]> signer;

    TokenMint(SigningKey key, Map<String, ?> claims) {
        header.put("alg", "RS256");
        header.put("kid", key.kid());
        header.put("typ", "JWT");
        claims.forEach(this.claims::put);
        signer = key::sign;
    }

    /** Sets a member of the header; null is JSON's null. */
    public TokenMint header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    /** Sets a member of the header to this JSON text, which need not be valid. */
    public TokenMint headerAsJson(String name, String json) {
        header.putJson(name, json);
        return this;
    }

    /** Removes a member from the header. */
    public TokenMint withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Uses this text, in UTF-8, as the whole header; single members no longer have an effect. */
    public TokenMint rawHeader(String json) {
        return rawHeader(json.getBytes(UTF_8));
    }

    /** Uses these bytes as the whole header; single members no longer have an effect. */
    public TokenMint rawHeader(byte[] bytes) {
        header.replaceBy(bytes);
        return this;
    }

    /** Sets a claim; null is JSON's null. */
    public TokenMint claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    /** Sets a claim to this JSON text, which need not be valid: {@code 1e400}, or a very deep array. */
    public TokenMint claimAsJson(String name, String json) {
        claims.putJson(name, json);
        return this;
    }

    /** Removes a claim. */
    public TokenMint without(String name) {
        claims.remove(name);
        return this;
    }

    /** Uses this text, in UTF-8, as the whole payload; single claims no longer have an effect. */
    public TokenMint rawClaims(String json) {
        return rawClaims(json.getBytes(UTF_8));
    }

    /** Uses these bytes as the whole payload; single claims no longer have an effect. */
    public TokenMint rawClaims(byte[] payload) {
        claims.replaceBy(payload);
        return this;
    }

    /** Sets {@code scp} to an array of these scopes. */
    public TokenMint scopes(String... scopes) {
        return claim("scp", List.of(scopes));
    }

    /** Sets {@code sub}. */
    public TokenMint subject(String sub) {
        return claim("sub", sub);
    }

    /** Sets {@code client_id}. */
    public TokenMint clientId(String id) {
        return claim("client_id", id);
    }

    /** Sets {@code aud} to an array of these audiences. */
    public TokenMint audience(String... aud) {
        return claim("aud", List.of(aud));
    }

    /** Sets {@code iat}, {@code nbf} to the same second and {@code exp} to one hour later, each only if the token has it. */
    public TokenMint issuedAt(Instant iat) {
        claims.putIfHeld("iat", iat.getEpochSecond());
        claims.putIfHeld("nbf", iat.getEpochSecond());
        claims.putIfHeld("exp", iat.plus(LIFETIME).getEpochSecond());
        return this;
    }

    /** Sets {@code exp} to the second of this instant. */
    public TokenMint expiresAt(Instant exp) {
        return claim("exp", exp.getEpochSecond());
    }

    /** Signs with this key and names it in the header. */
    public TokenMint signedBy(SigningKey key) {
        signer = key::sign;
        return header("kid", key.kid());
    }

    /** Computes the signature from the ASCII bytes of the signing input instead of using RS256; the header is not changed. */
    public TokenMint signature(UnaryOperator<byte[]> signatureOf) {
        signer = signatureOf;
        return this;
    }

    /** Returns the header as JSON text, to be changed and passed to {@link #rawHeader(String)}. */
    public String headerJson() {
        return header.json();
    }

    /** Returns the payload as JSON text, to be changed and passed to {@link #rawClaims(String)}. */
    public String claimsJson() {
        return claims.json();
    }

    /** Returns the header and payload in base64url with a dot between them: the text that is signed (RFC 7515 section 5.1). */
    public String signingInput() {
        return base64url(header.bytes()) + "." + base64url(claims.bytes());
    }

    /** Returns the signed token in compact form. */
    public String sign() {
        String input = signingInput();
        return input + "." + base64url(signer.apply(input.getBytes(US_ASCII)));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
