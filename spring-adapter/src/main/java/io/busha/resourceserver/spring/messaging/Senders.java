package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpAttributes;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/** Finds the token of a session's sender, and sends denials to the sender. Thread-safe. */
record Senders(ObjectProvider<RequestGuard> guard, ObjectProvider<MessageChannel> clients) {

    private static final String SENT = Senders.class.getName();

    /** Returns the session's token if the guard still accepts it: it may have expired since the handshake. */
    Optional<VerifiedToken> token(@Nullable Object ofSession) {
        return ofSession instanceof VerifiedToken token
                ? guard.getObject().admitted(token).flatMap(Caller::token)
                : Optional.empty();
    }

    /** Sends at most one error frame per session: Spring closes the session after the first. */
    void send(SimpAttributes session, CallDeniedException denied) {
        if (session.getAttribute(SENT) == null) {
            session.setAttribute(SENT, true);
            send(session.getSessionId(), answer(denied));
        }
    }

    private Decision.Denial answer(CallDeniedException denied) {
        RequestGuard asked = guard.getObject();
        return denied.isAnonymous() ? asked.challenge() : asked.deny(denied.rule());
    }

    private void send(String session, Decision.Denial denial) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(StompCommand.ERROR);
        frame.setSessionId(session);
        frame.setMessage(denial.reason().description());
        denial.headers().forEach((name, value) -> frame.setNativeHeader(name.toLowerCase(Locale.ROOT), value));
        clients.getObject()
                .send(MessageBuilder.createMessage(
                        denial.body().getBytes(StandardCharsets.US_ASCII), frame.getMessageHeaders()));
    }
}
