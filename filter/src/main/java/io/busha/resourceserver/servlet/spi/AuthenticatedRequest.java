package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** The request as the application sees it: the principal is the token's subject, and the roles are the token's scopes. */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    private final VerifiedToken token;

    AuthenticatedRequest(HttpServletRequest request, VerifiedToken token) {
        super(request);
        this.token = token;
    }

    @Override
    public Principal getUserPrincipal() {
        return token;
    }

    @Override
    public String getRemoteUser() {
        return token.subject();
    }

    @Override
    public boolean isUserInRole(String role) {
        return token.scopes().contains(role);
    }

    @Override
    public String getAuthType() {
        return "BEARER";
    }
}
