package io.busha.resourceserver.spring.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** Unwraps handler functions: a router function with filters wraps each one in a Spring class that exposes it only to reflection. */
final class FilteredFunctions {

    private static final String SPRINGS = "org.springframework.web.";
    private static final String WRAPPING = ".HandlerFilterFunction$$Lambda";

    private FilteredFunctions() {}

    /** Returns the application's handler function behind all filters; returns any other handler unchanged. */
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

    /** Returns null if the JDK forbids access: the wrapper then counts as the handler, declares no rule and is closed. */
    private static @Nullable Object valueOf(Field field, Object handler) {
        try {
            ReflectionUtils.makeAccessible(field);
            return ReflectionUtils.getField(field, handler);
        } catch (InaccessibleObjectException e) {
            return null;
        }
    }
}
