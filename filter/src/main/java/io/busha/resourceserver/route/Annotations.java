package io.busha.resourceserver.route;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashSet;
import java.util.Set;

/** The annotations of an element, and those that they carry themselves, however far away. */
final class Annotations {

    private static final Set<Class<? extends Annotation>> OURS =
            Set.of(RequireScope.class, Authenticated.class, Open.class);

    /** Whether annotations of this type are ours, or carry one of ours. */
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

    /** Those that stand on the element and not on a superclass, each with all that it carries. */
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
