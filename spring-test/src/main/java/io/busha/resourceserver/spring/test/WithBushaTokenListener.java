package io.busha.resourceserver.spring.test;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Applies {@link WithBushaToken} before each test, and before the methods that JUnit runs ahead of it. */
final class WithBushaTokenListener implements TestExecutionListener, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        WithBushaToken wanted = find(test);
        if (wanted != null) {
            PresentedToken.set(token(wanted));
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        PresentedToken.clear();
    }

    private static @Nullable WithBushaToken find(TestContext test) {
        WithBushaToken ofMethod =
                AnnotatedElementUtils.findMergedAnnotation(test.getTestMethod(), WithBushaToken.class);
        return ofMethod != null
                ? ofMethod
                : TestContextAnnotationUtils.findMergedAnnotation(test.getTestClass(), WithBushaToken.class);
    }

    private static BushaToken token(WithBushaToken wanted) {
        BushaToken token = BushaToken.bushaToken()
                .scopes(wanted.scopes())
                .subject(wanted.subject())
                .clientId(wanted.clientId());
        for (String claim : wanted.claims()) {
            int equals = claim.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("@WithBushaToken: write claims as name=value, not " + claim);
            }
            token = token.claim(claim.substring(0, equals), claim.substring(equals + 1));
        }
        return token;
    }
}
