package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.guard.TokenMdc;
import io.busha.resourceserver.token.VerifiedToken;
import reactor.util.context.Context;

/** Whom a request runs for, as the Reactor context carries it along: the token, and what of it goes into the MDC. Immutable. */
record LoggedCaller(Settings settings, Decision.Permit permit) {

    /** The context of everything that runs for a request. A request that runs for nobody has nobody's in it. */
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
