package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the annotations of an element and their meta-annotations, however many levels up. */
final class Annotations {

    private static final Set<Class<? extends Annotation>> OURS =
            Set.of(RequireScope.class, Authenticated.class, Open.class);

    /** Whether an annotation type is one of ours, or carries one of ours. */
    private static final ClassValue<Boolean> CARRIES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            boolean carries = OURS.contains(type);
            for (Annotation annotation : of(type)) {
                carries |= OURS.contains(annotation.annotationType());
            }
            return carries;
        }
    };

    private Annotations() {}

    static boolean carryOurs(AnnotatedElement element) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (CARRIES.get(annotation.annotationType())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the annotations that are on the element itself, not on a superclass, each with all its meta-annotations. */
    static Iterable<Annotation> of(AnnotatedElement element) {
        Set<Annotation> found = new LinkedHashSet<>();
        collect(element, found);
        return found;
    }

    private static void collect(AnnotatedElement element, Set<Annotation> found) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (!type.getName().startsWith("java.") && found.add(annotation)) {
                collect(type, found);
            }
        }
    }
}
