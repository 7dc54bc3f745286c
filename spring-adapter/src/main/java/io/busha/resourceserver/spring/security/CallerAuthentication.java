package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.core.Authentication;

/**
 * Converts a caller that the door admitted into Spring Security's form. A bean of your own replaces ours; {@code @RequireScope} on beans is
 * checked against its authorities. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CallerAuthentication {

    /** Returns an authenticated caller without the token's text; Spring Security writes the caller's string form to its logs. */
    Authentication of(VerifiedToken token);
}
