package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Who sends the messages of a session. Thread-safe. */
final class Senders {

    private final ObjectProvider<RequestGuard> guard;

    Senders(ObjectProvider<RequestGuard> guard) {
        this.guard = guard;
    }

    /** The token of the session, if the guard takes it now: it may have expired since the handshake. */
    Optional<VerifiedToken> token(@Nullable Object ofSession) {
        return ofSession instanceof VerifiedToken token
                ? guard.getObject().admitted(token).flatMap(Caller::token)
                : Optional.empty();
    }
}
