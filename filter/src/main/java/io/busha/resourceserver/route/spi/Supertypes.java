package io.busha.resourceserver.route.spi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order in which a class and its supertypes are searched. */
final class Supertypes {

    private Supertypes() {}

    /** Returns the class and its superclasses, one by one, and then their interfaces in groups of equal distance, nearest first. */
    static List<List<Class<?>>> byDistance(Class<?> type) {
        List<List<Class<?>>> order = new ArrayList<>();
        Set<Class<?>> left = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            order.add(List.of(c));
            addInterfaces(c, left);
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            List<Class<?>> group = nearest(List.of(c), left);
            while (!group.isEmpty()) {
                group.forEach(left::remove);
                order.add(group);
                group = nearest(group, left);
            }
        }
        return order;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> each : type.getInterfaces()) {
            all.add(each);
            addInterfaces(each, all);
        }
    }

    /**
     * Returns the remaining interfaces that these types name, except those that another remaining interface extends: they are farther away
     * than that one, wherever they are named.
     */
    private static List<Class<?>> nearest(List<Class<?>> types, Set<Class<?>> left) {
        Set<Class<?>> group = new LinkedHashSet<>();
        types.forEach(type -> group.addAll(List.of(type.getInterfaces())));
        group.retainAll(left);
        return group.stream()
                .filter(type -> left.stream().noneMatch(other -> other != type && type.isAssignableFrom(other)))
                .<Class<?>>map(type -> type)
                .toList();
    }
}
