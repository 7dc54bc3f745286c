package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** The principal is the {@link VerifiedToken}, and so are the details: where there is no {@code Jwt} on the class path. */
final class PlainAuthentication implements CallerAuthentication {

    private static final String NO_CREDENTIALS = "";

    @Override
    public Authentication of(VerifiedToken token) {
        PreAuthenticatedAuthenticationToken caller =
                new PreAuthenticatedAuthenticationToken(token, NO_CREDENTIALS, Scopes.authorities(token));
        caller.setDetails(token);
        return caller;
    }
}
