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
 * An access token for tests, signed by the issuer that the application under test trusts. MockMvc takes it as {@code
 * with(bushaToken().scopes("balances:read"))}; WebTestClient, and every client of Spring that has headers, as {@code
 * headers(bushaToken().scopes("balances:read"))}. Without a change it is valid for an hour, and has no scope. Immutable and
 * thread-safe; each request gets a token of its own.
 */
public final class BushaToken implements RequestPostProcessor, Consumer<HttpHeaders> {

    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final UnaryOperator<TokenMint> changes;

    private BushaToken(UnaryOperator<TokenMint> changes) {
        this.changes = changes;
    }

    /** A valid token without scopes. */
    public static BushaToken bushaToken() {
        return new BushaToken(mint -> mint);
    }

    /** The issuer, which goes on after a test as the test left it: one for all tests of this process. */
    public static LocalIssuer issuer() {
        return TestIssuer.get();
    }

    /** The same with these scopes, and no others. */
    public BushaToken scopes(String... scopes) {
        String[] copy = scopes.clone();
        return changed(mint -> mint.scopes(copy));
    }

    /** The same with this {@code sub}. */
    public BushaToken subject(String subject) {
        return changed(mint -> mint.subject(subject));
    }

    /** The same for another client; the application trusts {@link LocalIssuer#CLIENT_ID}, unless its test says otherwise. */
    public BushaToken clientId(String clientId) {
        return changed(mint -> mint.clientId(clientId));
    }

    /** The same with this claim: a string, number, boolean, list, map, or null for JSON's null. */
    public BushaToken claim(String name, @Nullable Object value) {
        return changed(mint -> mint.claim(name, value));
    }

    /** The same, but it expired an hour ago. */
    public BushaToken expired() {
        return changed(mint -> mint.issuedAt(Instant.now().minus(LONG_AGO)));
    }

    /** The same, but signed by a key that is not the issuer's, under a key id that is. */
    public BushaToken forged() {
        return changed(mint ->
                mint.signedBy(Foreign.KEY).header("kid", issuer().currentKey().kid()));
    }

    private static final class Foreign {
        static final SigningKey KEY = SigningKey.rsa(2048);
    }

    /** The same, changed in any way before it is signed. */
    public BushaToken changed(UnaryOperator<TokenMint> change) {
        return new BushaToken(mint -> change.apply(changes.apply(mint)));
    }

    /** The token in compact form, for whatever else presents it. */
    public String sign() {
        return changes.apply(issuer().accessToken()).sign();
    }

    /** For MockMvc: presents it, instead of what the request presented. */
    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        request.removeHeader(HttpHeaders.AUTHORIZATION);
        request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + sign());
        return request;
    }

    /** For clients: presents it, instead of what these headers presented. */
    @Override
    public void accept(HttpHeaders headers) {
        headers.setBearerAuth(sign());
    }
}
