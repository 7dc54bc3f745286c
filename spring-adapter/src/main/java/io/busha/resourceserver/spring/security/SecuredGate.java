package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.mvc.RequestGate;
import java.util.Objects;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;

/**
 * Takes the caller of a bean from Spring Security, and denies calls in Spring Security's way. If Spring Security knows no caller, for
 * instance outside any chain, the caller is that of the request. The same applies if a route line leaves the request unprotected: the
 * scopes of another issuer do not count. Thread-safe.
 */
final class SecuredGate implements BeanGate {

    private final SingletonSupplier<SecurityContextHolderStrategy> holder;
    private final BeanGate behindNoChain;

    SecuredGate(ObjectProvider<SecurityContextHolderStrategy> holders, BeanGate behindNoChain) {
        this.behindNoChain = behindNoChain;
        this.holder = SingletonSupplier.of(() -> holders.getIfUnique(SecurityContextHolder::getContextHolderStrategy));
    }

    @Override
    public @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable {
        Authentication caller =
                Objects.requireNonNull(holder.obtain()).getContext().getAuthentication();
        if (caller == null || RequestGate.isLeftUnprotected()) {
            return behindNoChain.call(rule, call);
        }
        if (!Optional.ofNullable(Scopes.of(caller)).map(rule::allows).orElseGet(rule::allowsAnonymous)) {
            throw new AuthorizationDeniedException("Access Denied", new RuleDecision(false, rule));
        }
        return call.proceed();
    }
}
