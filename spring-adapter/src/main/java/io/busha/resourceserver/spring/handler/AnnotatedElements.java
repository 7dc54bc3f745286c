package io.busha.resourceserver.spring.handler;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the classes and methods that carry one of our annotations. Reads each class once. Thread-safe. */
public final class AnnotatedElements {

    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedElements.class);

    private final Map<Class<?>, List<AnnotatedElement>> read = new ConcurrentHashMap<>();

    /** Creates an instance that has not read any class yet. */
    public AnnotatedElements() {}

    /** Returns whether any of these classes, or any of their methods, carries one of our annotations. */
    public boolean areIn(Set<Class<?>> classes) {
        for (Class<?> each : classes) {
            if (!ofOne(each).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the annotated elements of all these classes. */
    public List<AnnotatedElement> of(Set<Class<?>> classes) {
        return classes.stream().flatMap(each -> ofOne(each).stream()).toList();
    }

    private List<AnnotatedElement> ofOne(Class<?> type) {
        List<AnnotatedElement> known = read.get(type);
        return known != null ? known : read.computeIfAbsent(type, AnnotatedElements::read);
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
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null && !isForeign(each); each = each.getSuperclass()) {
            add(each, all);
        }
        return all;
    }

    private static void add(Class<?> type, Set<Class<?>> all) {
        if (!isForeign(type) && (Proxy.isProxyClass(type) || all.add(type))) {
            for (Class<?> each : type.getInterfaces()) {
                add(each, all);
            }
        }
    }

    /** Returns whether this is a type of Java or of Spring. */
    public static boolean isForeign(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.") || name.startsWith("org.springframework.");
    }
}
