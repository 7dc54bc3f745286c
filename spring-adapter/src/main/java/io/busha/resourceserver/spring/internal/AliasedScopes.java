package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Finds scopes and other attributes that an annotation of the application passes to ours by Spring's {@code @AliasFor}, which the core
 * ignores.
 */
public final class AliasedScopes {

    private AliasedScopes() {}

    /**
     * Checks that an element has no aliased attributes.
     *
     * @throws IllegalArgumentException if this element, or one that it overrides, has aliased attributes
     */
    public static void refuse(AnnotatedElement element) {
        MergedAnnotations found = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
        Stream.concat(found.stream(RequireScope.class), found.stream(Authenticated.class))
                .filter(AliasedScopes::differsFromWhatIsWritten)
                .findFirst()
                .ifPresent(aliased -> {
                    throw new IllegalArgumentException(element + ": the attributes of @"
                            + aliased.getType().getSimpleName() + " come from another annotation by @AliasFor,"
                            + " which is not supported: write them on @"
                            + aliased.getType().getSimpleName() + " itself");
                });
    }

    private static boolean differsFromWhatIsWritten(MergedAnnotation<? extends Annotation> found) {
        MergedAnnotation<?> carrier = found.getMetaSource();
        Annotation written = carrier == null ? null : carrier.getType().getDeclaredAnnotation(found.getType());
        return written != null && !written.equals(found.synthesize());
    }
}
