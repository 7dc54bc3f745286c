package io.busha.resourceserver.guard;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, either with a verified token or anonymous. Only {@link RequestGuard} creates callers. A caller is not a
 * permission: {@link RequestGuard#authorize} decides on that. Immutable and thread-safe.
 */
public final class Caller implements AuthenticationResult {

    private final @Nullable VerifiedToken token;

    /** Creates an anonymous caller. */
    Caller() {
        this.token = null;
    }

    Caller(VerifiedToken token) {
        this.token = token;
    }

    /** Returns the caller's token; empty if none was presented. */
    public Optional<VerifiedToken> token() {
        return Optional.ofNullable(token);
    }

    boolean satisfies(Rule rule) {
        return token == null ? rule.allowsAnonymous() : rule.allows(token.scopes());
    }
}
