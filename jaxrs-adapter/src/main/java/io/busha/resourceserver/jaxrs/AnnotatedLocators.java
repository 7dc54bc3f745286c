package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds sub-resource locators that declare a rule. A filter cannot know which locator ran, so such a rule could not be enforced, although
 * its author relies on it.
 */
final class AnnotatedLocators {

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedLocators.class);

    /** What is wrong with a class; logged once, when the class is first examined. */
    private static final ClassValue<Optional<String>> FAULT = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            Optional<String> fault = find(type).map(AnnotatedLocators::fault);
            fault.ifPresent(text -> LOG.error("Everything below a resource is closed: {}", text));
            return fault;
        }
    };

    private AnnotatedLocators() {}

    static boolean areIn(Class<?> type) {
        return FAULT.get(type).isPresent();
    }

    /**
     * Refuses a class with an annotated locator.
     *
     * @throws IllegalArgumentException if the class has one; the message names it
     */
    static void refuse(Class<?> type) {
        FAULT.get(type).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    private static Optional<Declaration> find(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method ->
                        !method.isBridge() && ResourceMapping.of(type, method).isOfLocator())
                .flatMap(method -> declared(type, method).stream())
                .findFirst();
    }

    private static String fault(Declaration declaration) {
        return declaration
                + " is on a sub-resource locator, where it has no effect: declare it on the class that the locator returns";
    }

    private static Optional<Declaration> declared(Class<?> type, Method method) {
        try {
            return Declarations.ofMethod(type, method);
        } catch (IllegalArgumentException e) {
            return Optional.of(Declaration.closed(String.valueOf(e.getMessage())));
        }
    }
}
