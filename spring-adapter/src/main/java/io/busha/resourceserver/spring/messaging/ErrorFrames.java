package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.bean.CallRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpAttributes;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/** Sends clients the guard's denial of a message. Spring then closes the session. Thread-safe. */
final class ErrorFrames {

    private static final String SENT = ErrorFrames.class.getName();

    private final ObjectProvider<RequestGuard> guard;
    private final ObjectProvider<MessageChannel> clients;

    ErrorFrames(ObjectProvider<RequestGuard> guard, ObjectProvider<MessageChannel> clients) {
        this.guard = guard;
        this.clients = clients;
    }

    /** Sends at most one error frame per session, because the first one ends the session. */
    void send(SimpAttributes session, CallRefusedException refused) {
        if (session.getAttribute(SENT) == null) {
            session.setAttribute(SENT, true);
            send(session.getSessionId(), answer(refused));
        }
    }

    private Decision.Denial answer(CallRefusedException refused) {
        RequestGuard asked = guard.getObject();
        return refused.isAnonymous() ? asked.challenge() : asked.deny(refused.rule());
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
