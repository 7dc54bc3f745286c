package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.guard.spi.TokenMdc;
import io.busha.resourceserver.token.VerifiedToken;
import reactor.util.context.Context;

/** The caller of a request in the Reactor context: the token and its fields for the MDC. Immutable. */
record LoggedCaller(Settings settings, Decision.Permit permit) {

    /** Returns the context for everything that runs for a request. Without a token, the context has no caller. */
    static Context write(Context context, Settings settings, Decision.Permit permit) {
        Context somebody = context.delete(VerifiedToken.class).delete(LoggedCaller.class);
        return permit.token()
                .map(token -> somebody.put(VerifiedToken.class, token)
                        .put(LoggedCaller.class, new LoggedCaller(settings, permit)))
                .orElse(somebody);
    }

    TokenMdc openMdc() {
        return TokenMdc.open(settings, permit);
    }
}
