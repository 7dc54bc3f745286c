import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds the invocation of a parameterized test for a row. */
final class Rows {

    private Rows() {}

    static int index(Class<?> type, Method test, String row) throws ReflectiveOperationException {
        List<String> names = all(type, test).stream().map(each -> ((Enum<?>) each).name()).toList();
        if (!names.contains(row)) {
            throw new IllegalArgumentException(type.getName() + " does not run " + row + ", but " + names);
        }
        return names.indexOf(row);
    }

    /** Returns the arguments from the test's factory, which may be fewer than the enum constants. */
    private static Collection<?> all(Class<?> type, Method test) throws ReflectiveOperationException {
        MethodSource source = test.getAnnotation(MethodSource.class);
        if (source == null) {
            return Arrays.asList(test.getParameterTypes()[0].getEnumConstants());
        }
        Object rows = call(type, source.value()[0]);
        return rows instanceof Stream<?> stream ? stream.toList() : (Collection<?>) rows;
    }

    private static Object call(Class<?> type, String factory) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            try {
                Method method = owner.getDeclaredMethod(factory);
                method.setAccessible(true);
                return method.invoke(instance);
            } catch (NoSuchMethodException e) {
                continue; // in a superclass
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no method " + factory);
    }
}
