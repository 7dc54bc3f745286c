package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** The principal is a {@code Jwt} of the token's claims, the details are the {@link VerifiedToken}. */
final class JwtAuthentication implements CallerAuthentication {

    @Override
    public Authentication of(VerifiedToken token) {
        JwtAuthenticationToken caller =
                new JwtAuthenticationToken(VerifiedJwt.withoutText(token), Scopes.authorities(token), token.subject());
        caller.setDetails(token);
        return caller;
    }
}
