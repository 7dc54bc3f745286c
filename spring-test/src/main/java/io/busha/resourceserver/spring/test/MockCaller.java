package io.busha.resourceserver.spring.test;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.util.ClassUtils;

/**
 * A caller that a test made with spring-security-test, such as {@code jwt()} or {@code @WithMockUser}. It has no token, so that no door
 * would let it in: here it gets a real one. Use this class only if Spring Security is present.
 */
final class MockCaller {

    /** The order of a filter right behind the door, in MVC and WebFlux. */
    static final int BEHIND_THE_DOOR = -10_099;

    private static final String SCOPE = "SCOPE_";
    private static final boolean HAS_CLAIMS = ClassUtils.isPresent(
            "org.springframework.security.oauth2.core.ClaimAccessor", MockCaller.class.getClassLoader());
    /** Claims that say who issued a token and when: the issuer of the tests says that itself. The scopes are those of the authorities. */
    private static final Set<String> OF_THE_ISSUER = Set.of("iss", "iat", "exp", "nbf", "sub", "scope", "scp");

    private MockCaller() {}

    /**
     * Returns a token for this caller: its name as the subject, its authorities {@code SCOPE_…} as the scopes, and the claims of its
     * principal, if it has any. Empty if there is no caller, or if it is anonymous or not authenticated.
     */
    static Optional<BushaToken> tokenOf(@Nullable Authentication caller) {
        return caller == null || !caller.isAuthenticated() || caller instanceof AnonymousAuthenticationToken
                ? Optional.empty()
                : Optional.of(token(caller));
    }

    private static BushaToken token(Authentication caller) {
        BushaToken token = BushaToken.bushaToken().subject(caller.getName()).scopes(scopes(caller));
        if (HAS_CLAIMS && caller.getPrincipal() instanceof ClaimAccessor principal) {
            for (Map.Entry<String, Object> claim : principal.getClaims().entrySet()) {
                token = OF_THE_ISSUER.contains(claim.getKey())
                        ? token
                        : token.claim(claim.getKey(), json(claim.getValue()));
            }
        }
        return token;
    }

    private static String[] scopes(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(SCOPE))
                .map(authority -> authority.substring(SCOPE.length()))
                .toArray(String[]::new);
    }

    /** Spring Security converts times and URLs. */
    private static Object json(Object value) {
        if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        return value instanceof java.net.URL url ? url.toString() : value;
    }
}
