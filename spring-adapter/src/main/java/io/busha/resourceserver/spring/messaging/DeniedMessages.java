package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.spring.bean.CallDeniedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.simp.SimpAttributes;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Sends the denial if a bean behind a message handler denied a call and the controller does not handle the exception. Thread-safe. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
record DeniedMessages(Senders senders) {

    @MessageExceptionHandler(CallDeniedException.class)
    void answer(Exception failure, Message<?> message) {
        CallDeniedException.in(failure).ifPresent(denied -> senders.send(SimpAttributes.fromMessage(message), denied));
    }
}
