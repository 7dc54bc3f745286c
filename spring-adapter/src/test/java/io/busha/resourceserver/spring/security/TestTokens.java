package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Map;

/** Guards, and tokens that they verified. */
final class TestTokens {

    private TestTokens() {}

    /** One that has the keys already, so that no test depends on how soon they come. */
    static RequestGuard guard(LocalIssuer issuer) {
        return RequestGuard.of(Settings.from(Map.of(
                "issuer",
                issuer.issuer(),
                "client-id",
                LocalIssuer.CLIENT_ID,
                "start-up",
                "required",
                "start-up-limit",
                "2m")));
    }

    /** One that is cut off from the issuer before it could get a key. */
    static RequestGuard guardWithoutKeys(LocalIssuer issuer) {
        issuer.misbehave(Fault.STATUS_500);
        return RequestGuard.of(Settings.from(
                Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "100ms")));
    }

    static VerifiedToken verified(RequestGuard guard, TokenMint mint) {
        return (VerifiedToken) guard.verify(mint.sign());
    }
}
