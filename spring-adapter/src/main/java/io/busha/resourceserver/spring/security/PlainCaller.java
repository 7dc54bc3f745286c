package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * A caller whose principal is the {@link VerifiedToken}, and so are the details: where there is no {@code Jwt} on the class path. As
 * silent as the other.
 */
final class PlainCaller extends PreAuthenticatedAuthenticationToken {

    private static final long serialVersionUID = 1;

    private PlainCaller(VerifiedToken token) {
        super(token, "", Scopes.authorities(token));
    }

    static PlainCaller of(VerifiedToken token) {
        PlainCaller caller = new PlainCaller(token);
        caller.setDetails(token);
        return caller;
    }

    @Override
    public String toString() {
        return "PlainCaller[hidden]";
    }
}
