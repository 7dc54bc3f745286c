package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.core.Authentication;

/**
 * How Spring Security sees a caller whom the door let in. A bean of your own replaces ours; its authorities are what
 * {@code @RequireScope} on beans is judged by. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CallerAuthentication {

    /** An authenticated one, without the text of the token; Spring Security logs it as a text. */
    Authentication of(VerifiedToken token);
}
