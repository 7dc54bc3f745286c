package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.util.Set;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** A gate that is told who calls. */
final class Caller implements BeanGate {

    private @Nullable Set<String> scopes;

    void has(String... held) {
        scopes = Set.of(held);
    }

    @Override
    public @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable {
        if (scopes == null ? !rule.allowsAnonymous() : !rule.allows(scopes)) {
            throw new CallDeniedException(rule, scopes == null);
        }
        return call.proceed();
    }
}
