package io.busha.resourceserver.spring.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/** Recognises handler mappings that find only the handlers they list. */
final class ListedMappings {

    private static final Set<String> SPRINGS =
            Set.of("org.springframework.web.", "org.springframework.boot.", "org.springframework.data.rest.");

    /** The methods by which Spring's mappings choose a handler. */
    private static final Set<String> CHOOSING = Set.of(
            "getHandler",
            "getHandlerInternal",
            "getMatchingMapping",
            "handleNoMatch",
            "initLookupPath",
            "lookupHandler",
            "lookupHandlerMethod");

    private ListedMappings() {}

    /** Returns whether this is a Spring mapping that can be listed, or a subclass that chooses in the same way. */
    static boolean include(Object mapping) {
        return Stream.<Class<?>>iterate(
                        ClassUtils.getUserClass(mapping), ListedMappings::isForeign, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .noneMatch(method -> CHOOSING.contains(method.getName()));
    }

    private static boolean isForeign(Class<?> type) {
        return SPRINGS.stream().noneMatch(type.getName()::startsWith);
    }
}
