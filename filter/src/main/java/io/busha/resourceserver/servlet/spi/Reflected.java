package io.busha.resourceserver.servlet.spi;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of the container, read by reflection because this library is not compiled against its class. Every method throws
 * {@link IllegalStateException} if the container has no such member, does not give access to it, or a value is required and missing.
 * Immutable.
 */
record Reflected(Object target) {

    /** Returns the result of a method without parameters. */
    Reflected get(String method) {
        return some(invoke(method), method);
    }

    /** Returns the value of a field, even of a private one. */
    Reflected field(String name) {
        try {
            Field field = Stream.<Class<?>>iterate(target.getClass(), Objects::nonNull, Class::getSuperclass)
                    .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                    .filter(declared -> declared.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFieldException(name));
            field.setAccessible(true);
            return some(field.get(target), name);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    /** Calls a public method with as many parameters as there are arguments. */
    @Nullable Object invoke(String method, Object... arguments) {
        try {
            Method found = Arrays.stream(target.getClass().getMethods())
                    .filter(shown -> shown.getName().equals(method) && shown.getParameterCount() == arguments.length)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(method));
            found.setAccessible(true); // the class of the object need not be public
            return found.invoke(target, arguments);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreadable(method, e);
        }
    }

    private Reflected some(@Nullable Object value, String member) {
        if (value == null) {
            throw unreadable(member, null);
        }
        return new Reflected(value);
    }

    private IllegalStateException unreadable(String member, @Nullable Exception cause) {
        return new IllegalStateException(target.getClass().getName() + "." + member + " cannot be read", cause);
    }
}
