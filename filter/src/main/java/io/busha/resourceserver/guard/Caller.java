package io.busha.resourceserver.guard;

import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request: somebody with a verified token, or nobody that is known. Only {@link RequestGuard} makes one. It is no
 * permission: {@link RequestGuard#authorize} gives that. Immutable and thread-safe.
 */
public final class Caller implements Authentication {

    private final @Nullable VerifiedToken token;
    private final @Nullable Set<String> scopes;

    /** Nobody that is known. */
    Caller() {
        this.token = null;
        this.scopes = null;
    }

    Caller(VerifiedToken token) {
        this.token = token;
        this.scopes = token.scopes();
    }

    /** One whom a test of a framework put into its request: {@link GuardedRequest#scopesOfTest}. */
    Caller(Set<String> scopesOfTest) {
        this.token = null;
        this.scopes = scopesOfTest;
    }

    /** The caller's token; empty where none was presented. */
    public Optional<VerifiedToken> token() {
        return Optional.ofNullable(token);
    }

    @Nullable Set<String> scopes() {
        return scopes;
    }
}
