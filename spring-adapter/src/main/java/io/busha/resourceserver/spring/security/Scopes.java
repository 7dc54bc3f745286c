package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Scopes as authorities in Spring Security's notation: {@code SCOPE_balances:read}. */
final class Scopes {

    static final String PREFIX = "SCOPE_";

    private Scopes() {}

    static List<GrantedAuthority> authorities(VerifiedToken token) {
        return token.scopes().stream()
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(PREFIX + scope))
                .toList();
    }

    /** Returns the scopes of a caller, or null if there is none, or if it is anonymous or not authenticated. */
    static @Nullable Set<String> of(@Nullable Authentication caller) {
        return caller == null || !caller.isAuthenticated() || caller instanceof AnonymousAuthenticationToken
                ? null
                : in(caller.getAuthorities());
    }

    static Set<String> in(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(PREFIX))
                .map(authority -> authority.substring(PREFIX.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
