package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What Spring Security denies behind the door, in the door's words. Thread-safe. */
final class DenialAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ResourceServerFilter door;

    DenialAnswers(ResourceServerFilter door) {
        this.door = door;
    }

    /** Nobody came, and somebody is asked for. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException, ServletException {
        door.challenge(request, response);
    }

    /** Who came may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException, ServletException {
        door.refuse(request, response, unmet(cause));
    }

    /** Where the rule is not one of ours: the scopes that Spring Security says are lacking, if it says that. */
    static Rule unmet(AccessDeniedException cause) {
        AuthorizationResult result =
                cause instanceof AuthorizationDeniedException denied ? denied.getAuthorizationResult() : null;
        if (result instanceof RuleDecision decision) {
            return decision.rule();
        }
        Set<String> scopes = result instanceof AuthorityAuthorizationDecision decision
                ? Scopes.in(decision.getAuthorities())
                : Set.of();
        return scopes.isEmpty() ? Rule.authenticated() : Rule.anyOf(scopes.toArray(new String[0]));
    }
}
