package io.busha.resourceserver.route;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which methods of a class and its supertypes are one method to Java, generic ones and their bridges included. */
final class Overrides {

    private final Map<TypeVariable<?>, Type> bindings;
    private final String name;
    private final List<Class<?>> parameters;

    private Overrides(Map<TypeVariable<?>, Type> bindings, Method method) {
        this.bindings = bindings;
        this.name = method.getName();
        this.parameters = parametersOf(method);
    }

    static Overrides of(Class<?> type, Method method) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        collectBindings(type, bindings);
        return new Overrides(bindings, bridged(type, method));
    }

    /** The method of this owner that the one asked about is, overrides or implements. */
    Optional<Method> in(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> !method.isBridge() && isOverridable(method))
                .filter(method ->
                        method.getName().equals(name) && parametersOf(method).equals(parameters))
                .findFirst();
    }

    private static boolean isOverridable(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0;
    }

    /** A bridge has the erased parameters of the supertype's method that it makes callable: that one is asked about. */
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

    /** Of the kinds of type that a parameter or a supertype can have, these two are left: a class, or one with arguments. */
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
