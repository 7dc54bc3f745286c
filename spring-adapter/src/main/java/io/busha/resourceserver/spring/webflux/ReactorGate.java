package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.aopalliance.intercept.MethodInvocation;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.GenericTypeResolver;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the caller of a bean from the Reactor context in which its result is subscribed to. The method does not run before that.
 * Thread-safe.
 */
final class ReactorGate implements BeanGate {

    private static final Set<Class<?>> JUDGED = Set.of(Mono.class, Flux.class, Publisher.class);

    @Override
    public Optional<String> objection(Class<?> returned) {
        return JUDGED.contains(returned)
                ? Optional.empty()
                : Optional.of("it returns " + returned.getName()
                        + ", but the caller is known only after a subscription: return a Mono, a Flux or a Publisher");
    }

    @Override
    public Object call(Rule rule, MethodInvocation call) {
        Class<?> target = Objects.requireNonNull(call.getThis()).getClass();
        Mono<Void> admitted = admitted(rule);
        return GenericTypeResolver.resolveReturnType(call.getMethod(), target) == Mono.class
                ? admitted.then(Mono.<Object>defer(() -> (Mono<?>) proceed(call)))
                : admitted.thenMany(Flux.<Object>defer(() -> Flux.from(proceed(call))));
    }

    private static Mono<Void> admitted(Rule rule) {
        return Mono.deferContextual(context -> {
            Optional<VerifiedToken> token = context.getOrEmpty(VerifiedToken.class);
            return token.map(VerifiedToken::scopes).map(rule::allows).orElseGet(rule::allowsAnonymous)
                    ? Mono.empty()
                    : Mono.error(new CallDeniedException(rule, token.isEmpty()));
        });
    }

    /** Calls the method. An invocation can proceed only once, so each subscription gets its own copy. */
    private static Publisher<?> proceed(MethodInvocation call) {
        try {
            return (Publisher<?>) Objects.requireNonNull(
                    ((ProxyMethodInvocation) call).invocableClone().proceed());
        } catch (Throwable e) {
            Exceptions.throwIfFatal(e);
            return Mono.error(e);
        }
    }
}
