package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What Spring Security denies behind the door, in the guard's words. Thread-safe. */
final class DenialAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final RequestGuard guard;

    DenialAnswers(RequestGuard guard) {
        this.guard = guard;
    }

    /** Nobody came, and somebody is asked for. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (guard.decide(List.of(), Rule.authenticated()) instanceof Decision.Denial denial) {
            copy(denial, response);
        }
    }

    /** Who came may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        copy(guard.refuse(unmet(cause)), response);
    }

    private static Rule unmet(AccessDeniedException cause) {
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

    private static void copy(Decision.Denial denial, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // the application began to answer before it asked
        }
        byte[] body = denial.body().getBytes(StandardCharsets.US_ASCII);
        response.setStatus(denial.status());
        denial.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
