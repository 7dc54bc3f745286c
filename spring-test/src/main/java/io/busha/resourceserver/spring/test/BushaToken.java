package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * An access token for tests, signed by the issuer that the application under test trusts. Use it in MockMvc as {@code
 * with(bushaToken().scopes("balances:read"))}, and in WebTestClient and every other Spring client with headers as {@code
 * headers(bushaToken().scopes("balances:read"))}. By default it is valid for one hour and has no scopes. Immutable and thread-safe; each
 * request gets its own signed token.
 */
public final class BushaToken implements RequestPostProcessor, Consumer<HttpHeaders> {

    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final UnaryOperator<TokenMint> changes;

    private BushaToken(UnaryOperator<TokenMint> changes) {
        this.changes = changes;
    }

    /** Returns a valid token without scopes. */
    public static BushaToken bushaToken() {
        return new BushaToken(mint -> mint);
    }

    /** Returns the issuer of all tests in this process. Changes that a test makes to it stay in effect after the test. */
    public static LocalIssuer issuer() {
        return TestIssuer.get();
    }

    /** Returns a copy with these scopes and no others. */
    public BushaToken scopes(String... scopes) {
        String[] copy = scopes.clone();
        return changed(mint -> mint.scopes(copy));
    }

    /** Returns a copy with this {@code sub}. */
    public BushaToken subject(String subject) {
        return changed(mint -> mint.subject(subject));
    }

    /** Returns a copy for another client. The application trusts {@link LocalIssuer#CLIENT_ID} unless its test sets something else. */
    public BushaToken clientId(String clientId) {
        return changed(mint -> mint.clientId(clientId));
    }

    /** Returns a copy with this claim: a string, number, boolean, list or map, or null for JSON's null. */
    public BushaToken claim(String name, @Nullable Object value) {
        return changed(mint -> mint.claim(name, value));
    }

    /** Returns a copy that expired an hour ago. */
    public BushaToken expired() {
        return changed(mint -> mint.issuedAt(Instant.now().minus(LONG_AGO)));
    }

    /** Returns a copy signed with a key that is not the issuer's, under a key id that is the issuer's. */
    public BushaToken forged() {
        return changed(mint ->
                mint.signedBy(Foreign.KEY).header("kid", issuer().currentKey().kid()));
    }

    private static final class Foreign {
        static final SigningKey KEY = SigningKey.rsa(2048);
    }

    /** Returns a copy to which this change is applied before it is signed. */
    public BushaToken changed(UnaryOperator<TokenMint> change) {
        return new BushaToken(mint -> change.apply(changes.apply(mint)));
    }

    /** Returns a signed token in compact form, for clients that this class does not support. */
    public String sign() {
        return changes.apply(issuer().accessToken()).sign();
    }

    /** For MockMvc: replaces the request's credential with this token. */
    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        request.removeHeader(HttpHeaders.AUTHORIZATION);
        request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + sign());
        return request;
    }

    /** For clients: replaces the credential in these headers with this token. */
    @Override
    public void accept(HttpHeaders headers) {
        headers.setBearerAuth(sign());
    }
}
