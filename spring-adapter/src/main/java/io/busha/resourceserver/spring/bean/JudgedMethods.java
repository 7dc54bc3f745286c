package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/** The gate before the methods of one kind of bean. Thread-safe. */
final class JudgedMethods extends DefaultPointcutAdvisor {

    private static final long serialVersionUID = 1;

    JudgedMethods(BeanMethods methods, BeanGate gate) {
        super(new Declaring(methods), new Judging(methods, gate));
    }

    private static final class Declaring extends StaticMethodMatcherPointcut {
        private final BeanMethods methods;

        Declaring(BeanMethods methods) {
            this.methods = methods;
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            return methods.rule(method).isPresent();
        }
    }

    /** Calls the gate unless the method is open: such a method is open outside requests too. */
    private record Judging(BeanMethods methods, BeanGate gate) implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            Optional<Rule> rule = methods.rule(call.getMethod());
            return rule.isEmpty() || rule.get().allowsAnonymous() ? call.proceed() : gate.call(rule.get(), call);
        }
    }
}
