package io.busha.resourceserver.route.spi;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the methods of a class and its supertypes that are the same method in Java, including generic ones and their bridges. */
final class Overrides {

    private static final int OF_ITS_CLASS_ALONE = Modifier.PRIVATE | Modifier.STATIC;

    private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    private final Map<Class<?>, Method> same = new HashMap<>();

    private Overrides() {}

    static Overrides of(Class<?> type, Method method) {
        Overrides overrides = new Overrides();
        collectBindings(type, overrides.bindings);
        overrides.collectSame(type, bridged(type, method));
        return overrides;
    }

    /** Returns the method of this owner that is the given method, or that the given method overrides or implements. */
    Optional<Method> in(Class<?> owner) {
        return Optional.ofNullable(same.get(owner));
    }

    /** The given method counts whatever its modifiers. The methods that it overrides may override others that it cannot see itself. */
    private void collectSame(Class<?> type, Method asked) {
        same.put(asked.getDeclaringClass(), asked);
        if (!isInherited(asked)) {
            return;
        }
        List<Method> left = new ArrayList<>(namesakes(type, asked));
        boolean isGrowing = true;
        while (isGrowing) {
            List<Method> found = left.stream()
                    .filter(method -> same.values().stream().anyMatch(known -> isSame(method, known)))
                    .toList();
            found.forEach(method -> same.putIfAbsent(method.getDeclaringClass(), method));
            isGrowing = left.removeAll(found);
        }
    }

    private List<Method> namesakes(Class<?> type, Method asked) {
        List<Class<?>> parameters = parametersOf(asked);
        return Supertypes.byDistance(type).stream()
                .flatMap(List::stream)
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(method -> method.getName().equals(asked.getName()) && !method.isBridge() && isInherited(method))
                .filter(method -> parametersOf(method).equals(parameters))
                .toList();
    }

    private static boolean isInherited(Method method) {
        return (method.getModifiers() & OF_ITS_CLASS_ALONE) == 0;
    }

    /**
     * Returns whether, of two methods with the same signature, the lower one overrides the upper one, which must be visible to it: a
     * package-private method is visible only in its own package.
     */
    private static boolean isSame(Method one, Method other) {
        Class<?> owner = one.getDeclaringClass();
        Class<?> another = other.getDeclaringClass();
        Method upper = owner.isAssignableFrom(another) ? one : other;
        return (upper.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                || owner.getPackageName().equals(another.getPackageName());
    }

    /**
     * Returns the method of a supertype that a bridge makes callable, which has the bridge's erased parameters; the given method if it is
     * not a bridge.
     */
    private static Method bridged(Class<?> type, Method method) {
        if (!method.isBridge()) {
            return method;
        }
        return Supertypes.byDistance(type).stream()
                .flatMap(List::stream)
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(other -> !other.isBridge() && other.getName().equals(method.getName()))
                .filter(other -> Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
                .findFirst()
                .orElse(method);
    }

    private List<Class<?>> parametersOf(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(this::erase)
                .toList();
    }

    private Class<?> erase(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return erase(bindings.getOrDefault(variable, variable.getBounds()[0]));
        }
        if (type instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).arrayType();
        }
        return rawClass(type);
    }

    /**
     * Returns the raw class. Of the kinds of type that a parameter or supertype can have, only a class and a parameterized type remain
     * here.
     */
    private static Class<?> rawClass(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }

    private static void collectBindings(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        for (Type parent : type.getGenericInterfaces()) {
            bind(parent, bindings);
        }
        Type superclass = type.getGenericSuperclass();
        if (superclass != null) {
            bind(superclass, bindings);
        }
    }

    private static void bind(Type parent, Map<TypeVariable<?>, Type> bindings) {
        Class<?> raw = rawClass(parent);
        if (parent instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bindings.put(variables[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        collectBindings(raw, bindings);
    }
}
