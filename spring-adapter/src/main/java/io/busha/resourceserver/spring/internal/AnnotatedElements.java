package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.spi.Declarations;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the classes and methods that carry one of our annotations. Reads each class once. Thread-safe. */
public final class AnnotatedElements {

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedElements.class);

    private final Map<Class<?>, List<AnnotatedElement>> read = new ConcurrentHashMap<>();

    /** Creates an instance that has not read any class yet. */
    public AnnotatedElements() {}

    /** Returns the annotated elements of all these classes. */
    public List<AnnotatedElement> of(Set<Class<?>> classes) {
        return classes.stream()
                .flatMap(each -> read.computeIfAbsent(each, AnnotatedElements::read).stream())
                .toList();
    }

    private static List<AnnotatedElement> read(Class<?> type) {
        List<AnnotatedElement> found = new ArrayList<>();
        if (Declarations.areOn(type)) {
            found.add(type);
        }
        methods(type)
                .filter(method -> !method.isBridge() && Declarations.areOn(method))
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** Returns the methods of a class, or none if they refer to types that are absent: Spring cannot read such a class either. */
    public static Stream<Method> methods(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredMethods());
        } catch (LinkageError e) {
            LOG.debug("The methods of {} cannot be read: {}", type.getName(), e.toString());
            return Stream.empty();
        }
    }

    /**
     * Returns a class and its supertypes, without proxy classes and without types of Java and of Spring, which do not use our
     * annotations.
     */
    public static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> all = supertypes(type);
        all.removeIf(each -> isForeign(each) || Proxy.isProxyClass(each));
        return all;
    }

    /** Returns a class and all its supertypes. */
    public static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        collect(type, all);
        return all;
    }

    private static void collect(@Nullable Class<?> type, Set<Class<?>> all) {
        if (type != null && all.add(type)) {
            List.of(type.getInterfaces()).forEach(each -> collect(each, all));
            collect(type.getSuperclass(), all);
        }
    }

    /** Returns whether this is a type of Java or of Spring. */
    public static boolean isForeign(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.") || name.startsWith("org.springframework.");
    }
}
