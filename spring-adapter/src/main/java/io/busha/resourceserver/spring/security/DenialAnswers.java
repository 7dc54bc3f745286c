package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.servlet.spi.ServletDoor;
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

/** Answers Spring Security's denials behind the door as the door would. Thread-safe. */
record DenialAnswers(ServletDoor door) implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Answers a request without a caller for which one is required. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        door.challenge(request, response);
    }

    /** Answers a caller who lacks the required authority. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        door.deny(request, response, unmet(cause));
    }

    /**
     * Returns the rule that was not met. If it is not one of ours, returns a rule for the scopes that Spring Security reports as missing,
     * or {@link Rule#authenticated()} if it reports none.
     */
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
