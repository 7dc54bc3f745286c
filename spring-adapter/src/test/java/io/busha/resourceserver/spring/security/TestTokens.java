package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;

/** Tokens that were verified. */
final class TestTokens {

    private TestTokens() {}

    static VerifiedToken verified(RequestGuard guard, TokenMint mint) {
        return (VerifiedToken)
                guard.verifier().verify((BearerToken) BearerToken.from(List.of("Bearer " + mint.sign())));
    }
}
