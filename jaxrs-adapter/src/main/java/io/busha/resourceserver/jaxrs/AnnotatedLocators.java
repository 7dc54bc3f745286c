package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sub-resource locators that declare a rule. Nothing tells a filter which locator was run, so that the rule could not be kept;
 * whoever wrote it relies on it.
 */
final class AnnotatedLocators {

    private static final ClassValue<Optional<Declaration>> FIRST = new ClassValue<>() {
        @Override
        protected Optional<Declaration> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> !method.isBridge()
                            && ResourceMapping.of(type, method).isOfLocator())
                    .flatMap(method -> declared(type, method).stream())
                    .findFirst();
        }
    };

    private AnnotatedLocators() {}

    static boolean areIn(Class<?> type) {
        return FIRST.get(type).isPresent();
    }

    /**
     * Refuses a class that has one.
     *
     * @throws IllegalArgumentException naming it
     */
    static void refuse(Class<?> type) {
        FIRST.get(type).ifPresent(declaration -> {
            throw new IllegalArgumentException(
                    declaration
                            + " is on a sub-resource locator, where it protects nothing: declare it on what the locator returns");
        });
    }

    private static Optional<Declaration> declared(Class<?> type, Method method) {
        try {
            return Declarations.ofMethod(type, method);
        } catch (IllegalArgumentException e) {
            return Optional.of(Declaration.closed(String.valueOf(e.getMessage())));
        }
    }
}
