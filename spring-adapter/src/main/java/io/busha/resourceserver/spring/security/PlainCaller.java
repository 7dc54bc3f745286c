package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * A caller with the {@link VerifiedToken} as both principal and details, for class paths without {@code Jwt}. Its string form reveals
 * nothing of the token either.
 */
final class PlainCaller extends PreAuthenticatedAuthenticationToken {

    private static final long serialVersionUID = 1;

    PlainCaller(VerifiedToken token) {
        super(token, "", Scopes.authorities(token));
        setDetails(token);
    }

    @Override
    public String toString() {
        return "PlainCaller[hidden]";
    }
}
