package io.busha.resourceserver.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order in which a class and its supertypes are asked. */
final class Supertypes {

    private Supertypes() {}

    /** The class and its superclasses, one by one; then their interfaces, groups of the equally near, nearest first. */
    static List<List<Class<?>>> byDistance(Class<?> type) {
        List<List<Class<?>>> order = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            order.add(List.of(c));
        }
        Set<Class<?>> seen = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            List<Class<?>> group = interfacesOf(List.of(c), seen);
            while (!group.isEmpty()) {
                seen.addAll(group);
                order.add(group);
                group = interfacesOf(group, seen);
            }
        }
        return order;
    }

    /** An interface that another of the group extends is farther away than that other, though both are named together. */
    private static List<Class<?>> interfacesOf(List<Class<?>> types, Set<Class<?>> seen) {
        Set<Class<?>> group = new LinkedHashSet<>();
        types.forEach(type -> group.addAll(List.of(type.getInterfaces())));
        group.removeAll(seen);
        return group.stream()
                .filter(type -> group.stream().noneMatch(other -> other != type && type.isAssignableFrom(other)))
                .<Class<?>>map(type -> type)
                .toList();
    }
}
