package io.busha.resourceserver.guard;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, either with a verified token or anonymous. Only {@link RequestGuard} creates callers. A caller is not a
 * permission: {@link RequestGuard#authorize} decides on that. Immutable and thread-safe.
 */
public final class Caller implements AuthenticationResult {

    private final @Nullable VerifiedToken token;
    private final boolean anonymous;
    private final Set<String> scopes;

    /** Creates an anonymous caller. */
    Caller() {
        this.token = null;
        this.anonymous = true;
        this.scopes = Set.of();
    }

    Caller(VerifiedToken token) {
        this.token = token;
        this.anonymous = false;
        this.scopes = token.scopes();
    }

    /** Creates a caller that a framework's test support put into the request: {@link GuardedRequest#scopesOfTest}. */
    Caller(Set<String> scopesOfTest) {
        this.token = null;
        this.anonymous = false;
        this.scopes = scopesOfTest;
    }

    /** Returns the caller's token; empty if none was presented. */
    public Optional<VerifiedToken> token() {
        return Optional.ofNullable(token);
    }

    boolean isAnonymous() {
        return anonymous;
    }

    /** Returns the scopes of the caller's token; empty for an anonymous caller. */
    Set<String> scopes() {
        return scopes;
    }

    boolean satisfies(Rule rule) {
        return anonymous ? rule.allowsAnonymous() : rule.allows(scopes);
    }
}
