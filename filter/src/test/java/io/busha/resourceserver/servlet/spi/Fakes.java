package io.busha.resourceserver.servlet.spi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Objects of a container. They have only the methods that a test needs: calling any other method fails the test. */
final class Fakes {

    private Fakes() {}

    /** Returns an object of this interface. Calls go to the method of {@code answers} with an equal name and parameter types. */
    static <T> T of(Class<T> type, Object answers) {
        return of(type, answers, Fakes.class.getClassLoader());
    }

    /** Returns an object of this interface whose class belongs to this loader. */
    static <T> T of(Class<T> type, Object answers, ClassLoader loader) {
        return type.cast(Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, (proxy, method, arguments) -> call(answers, method, arguments)));
    }

    private static @Nullable Object call(Object answers, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return answering(answers, method).invoke(answers, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static Method answering(Object answers, Method method) {
        if (method.getDeclaringClass() == Object.class) {
            return method;
        }
        try {
            Method answer = answers.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            answer.setAccessible(true);
            return answer;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(answers.getClass().getSimpleName() + " has no answer to " + method, e);
        }
    }
}
