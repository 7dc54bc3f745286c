package io.busha.resourceserver.route.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A set of HTTP methods: some, or all but some. */
record Methods(boolean allBut, Set<String> names) {

    static final Methods ANY = new Methods(true, Set.of());

    static final Methods HEAD = of(Set.of("HEAD"));

    /** The methods of RFC 9110 section 9 and RFC 5789. */
    private static final Set<String> STANDARD =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private static final Set<String> SELDOM = Set.of("CONNECT", "OPTIONS", "TRACE");

    static Methods of(Set<String> names) {
        return new Methods(false, Set.copyOf(names));
    }

    /** Returns whether this is a standard method in different case: some servers treat it as that method, and others do not. */
    static boolean isMisspelt(String method) {
        return !STANDARD.contains(method) && STANDARD.stream().anyMatch(method::equalsIgnoreCase);
    }

    boolean contains(String method) {
        return allBut != names.contains(method);
    }

    /** Returns those of these methods that are standard or named, beginning with the given one if it is among them. */
    List<String> beginningWith(String first) {
        if (!allBut && names.size() == 1) {
            return List.copyOf(names);
        }
        List<String> all = new ArrayList<>();
        if (contains(first)) {
            all.add(first);
        }
        (allBut ? STANDARD : names)
                .stream().filter(name -> contains(name) && !name.equals(first)).forEach(all::add);
        return all;
    }

    /**
     * Returns those of these methods that usually reach an endpoint. Unless they are named, CONNECT, OPTIONS and TRACE are left out:
     * frameworks pass them on only if configured to.
     */
    List<String> usual() {
        return beginningWith("GET").stream()
                .filter(name -> !allBut || !SELDOM.contains(name))
                .toList();
    }

    /** Returns whether this method is named, rather than covered by "all but some". */
    boolean name(String method) {
        return !allBut && names.contains(method);
    }

    boolean isEmpty() {
        return !allBut && names.isEmpty();
    }

    private Methods others() {
        return new Methods(!allBut, names);
    }

    Methods without(Methods other) {
        return and(other.others());
    }

    Methods or(Methods other) {
        return others().and(other.others()).others();
    }

    Methods and(Methods other) {
        if (allBut && other.allBut) {
            Set<String> neither = new TreeSet<>(names);
            neither.addAll(other.names);
            return new Methods(true, Set.copyOf(neither));
        }
        Methods few = allBut ? other : this;
        Methods many = allBut ? this : other;
        Set<String> both = new TreeSet<>(few.names);
        both.removeIf(name -> !many.contains(name));
        return of(both);
    }

    /** Returns {@code GET,POST}, {@code *}, or {@code * but GET}. */
    @Override
    public String toString() {
        String listed = String.join(",", new TreeSet<>(names));
        return !allBut ? listed : names.isEmpty() ? "*" : "* but " + listed;
    }
}
