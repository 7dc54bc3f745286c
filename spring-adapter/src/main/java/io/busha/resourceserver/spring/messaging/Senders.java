package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Finds the sender of a session's messages. Thread-safe. */
final class Senders {

    private final ObjectProvider<RequestGuard> guard;

    Senders(ObjectProvider<RequestGuard> guard) {
        this.guard = guard;
    }

    /** Returns the session's token if the guard still accepts it: it may have expired since the handshake. */
    Optional<VerifiedToken> token(@Nullable Object ofSession) {
        return ofSession instanceof VerifiedToken token
                ? guard.getObject().admitted(token).flatMap(Caller::token)
                : Optional.empty();
    }
}
