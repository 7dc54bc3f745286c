package io.busha.resourceserver.spring.handler;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** A router function with filters wraps each handler function into one of Spring's own, which shows it to reflection alone. */
final class FilteredFunctions {

    private static final String SPRINGS = "org.springframework.web.";
    private static final String WRAPPING = ".HandlerFilterFunction$$Lambda";

    private FilteredFunctions() {}

    /** The handler function of the application behind all filters; any other handler is what it is. */
    static Object behind(Object handler) {
        String name = handler.getClass().getName();
        return name.startsWith(SPRINGS) && name.contains(WRAPPING)
                ? Arrays.stream(handler.getClass().getDeclaredFields())
                        .filter(field -> field.getType().getSimpleName().equals("HandlerFunction"))
                        .findFirst()
                        .map(field -> valueOf(field, handler))
                        .map(FilteredFunctions::behind)
                        .orElse(handler)
                : handler;
    }

    /** Null where the JDK forbids it: the wrapper declares nothing, and so is closed. */
    private static @Nullable Object valueOf(Field field, Object handler) {
        try {
            ReflectionUtils.makeAccessible(field);
            return ReflectionUtils.getField(field, handler);
        } catch (InaccessibleObjectException e) {
            return null;
        }
    }
}
