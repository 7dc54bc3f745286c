package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * A caller with a {@code Jwt} of the token's claims as the principal and the {@link VerifiedToken} as the details. Its string form reveals
 * nothing of them, because Spring Security logs it.
 */
final class JwtCaller extends JwtAuthenticationToken {

    private static final long serialVersionUID = 1;

    JwtCaller(VerifiedToken token) {
        super(VerifiedJwt.withoutText(token), Scopes.authorities(token), token.subject());
        setDetails(token);
    }

    @Override
    public String toString() {
        return "JwtCaller[hidden]";
    }
}
