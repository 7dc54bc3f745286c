package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.bean.BeanGate;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;

/** The caller of a bean is the one that Spring Security knows, and is refused in its way. Thread-safe. */
final class SecuredGate implements BeanGate {

    private final SingletonSupplier<SecurityContextHolderStrategy> holder;

    SecuredGate(ObjectProvider<SecurityContextHolderStrategy> holders) {
        this.holder = SingletonSupplier.of(() -> holders.getIfUnique(SecurityContextHolder::getContextHolderStrategy));
    }

    @Override
    public @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable {
        Authentication caller =
                Objects.requireNonNull(holder.obtain()).getContext().getAuthentication();
        if (caller == null) {
            throw new AuthenticationCredentialsNotFoundException("outside of a request, required is: " + rule);
        }
        if (!rule.allows(Scopes.of(caller))) {
            throw new AuthorizationDeniedException("Access Denied", new RuleDecision(false, rule));
        }
        return call.proceed();
    }
}
