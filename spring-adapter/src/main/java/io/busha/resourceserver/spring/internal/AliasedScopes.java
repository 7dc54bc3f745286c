package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.RequireScope;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Finds scopes that an annotation of the application passes to {@code @RequireScope} by Spring's {@code @AliasFor}, which the core ignores.
 */
public final class AliasedScopes {

    private AliasedScopes() {}

    /**
     * Checks that an element has no aliased scopes.
     *
     * @throws IllegalArgumentException if this element, or one that it overrides, has aliased scopes
     */
    public static void refuse(AnnotatedElement element) {
        MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(RequireScope.class)
                .filter(AliasedScopes::differsFromWhatIsWritten)
                .findFirst()
                .ifPresent(found -> {
                    throw new IllegalArgumentException(
                            element + ": the scopes of @RequireScope come from another annotation"
                                    + " by @AliasFor, which is not supported: write them on @RequireScope itself");
                });
    }

    private static boolean differsFromWhatIsWritten(MergedAnnotation<RequireScope> found) {
        MergedAnnotation<?> carrier = found.getMetaSource();
        RequireScope written = carrier == null ? null : carrier.getType().getDeclaredAnnotation(RequireScope.class);
        return written != null
                && !(Arrays.equals(written.value(), found.getStringArray("value"))
                        && Arrays.equals(written.anyOf(), found.getStringArray("anyOf")));
    }
}
