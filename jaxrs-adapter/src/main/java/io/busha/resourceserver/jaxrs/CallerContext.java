package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.token.VerifiedToken;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller as resources see it: the token is the principal, and its scopes are the roles. Immutable. */
final class CallerContext implements SecurityContext {

    private static final String BEARER = "BEARER";

    private final VerifiedToken token;
    private final boolean secure;

    CallerContext(VerifiedToken token, boolean secure) {
        this.token = token;
        this.secure = secure;
    }

    @Override
    public Principal getUserPrincipal() {
        return token;
    }

    @Override
    public boolean isUserInRole(String role) {
        return token.scopes().contains(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return BEARER;
    }
}
