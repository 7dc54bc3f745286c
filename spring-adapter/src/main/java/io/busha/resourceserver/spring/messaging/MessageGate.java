package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpAttributes;
import org.springframework.messaging.simp.SimpAttributesContextHolder;
import org.springframework.messaging.simp.annotation.SubscribeMapping;

/**
 * Takes the caller of a bean from the session of the message that the thread handles. Ignores the security context of the thread, which may
 * belong to another caller. Thread-safe.
 */
record MessageGate(Senders senders, BeanGate otherwise) implements BeanGate {

    @Override
    public @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable {
        SimpAttributes session = SimpAttributesContextHolder.getAttributes();
        if (session == null) {
            return otherwise.call(rule, call);
        }
        Optional<VerifiedToken> token = senders.token(session.getAttribute(SessionToken.ATTRIBUTE));
        if (!token.map(VerifiedToken::scopes).map(rule::allows).orElseGet(rule::allowsAnonymous)) {
            throw denied(rule, token.isEmpty(), session, call);
        }
        return call.proceed();
    }

    /** Sends the denial to the client before any exception handler of the application runs. */
    private CallDeniedException denied(Rule rule, boolean anonymous, SimpAttributes session, MethodInvocation call) {
        CallDeniedException denied = new CallDeniedException(rule, anonymous);
        if (isHandler(call)) {
            senders.send(session, denied);
        }
        return denied;
    }

    private static boolean isHandler(MethodInvocation call) {
        return AnnotatedElementUtils.hasAnnotation(call.getMethod(), MessageMapping.class)
                || AnnotatedElementUtils.hasAnnotation(call.getMethod(), SubscribeMapping.class);
    }

    @Override
    public Optional<String> objection(Class<?> returned) {
        return otherwise.objection(returned);
    }

    @Override
    public boolean knowsSenders() {
        return true;
    }
}
