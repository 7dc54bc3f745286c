package io.busha.resourceserver.spring.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of requests that may reach a route: it contains all that do, and as few others as the predicates allow. Immutable.
 *
 * @param path the pattern that the paths match; empty for any path
 * @param methods the HTTP methods; empty for any method
 * @param conditions the other conditions, as text
 * @param closed whether later predicates no longer narrow these paths and methods
 */
record Way(Optional<String> path, Optional<Set<String>> methods, List<String> conditions, boolean closed) {

    /** Every request. */
    static final Way ANY = new Way(Optional.empty(), Optional.empty(), List.of(), false);

    private static final String ANY_PATH = "/**";

    private static final Pattern ONE = Pattern.compile("/\\*(?=/|$)");

    Way {
        conditions = List.copyOf(conditions);
    }

    static Way on(String path) {
        return new Way(Optional.of(path), Optional.empty(), List.of(), false);
    }

    static Way by(Set<String> methods) {
        return new Way(Optional.empty(), Optional.of(new TreeSet<>(methods)), List.of(), false);
    }

    static Way when(String condition) {
        return new Way(Optional.empty(), Optional.empty(), List.of(condition), false);
    }

    /** Returns a copy that later predicates do not narrow, because they may apply to a changed request. */
    Way close() {
        return new Way(path, methods, conditions, true);
    }

    /** Returns the combinations of each way in the first list with each way in the second. */
    static List<Way> pairs(List<Way> ones, List<Way> others, BinaryOperator<Way> pair) {
        return ones.stream()
                .flatMap(one -> others.stream().map(other -> pair.apply(one, other)))
                .distinct()
                .toList();
    }

    /**
     * Returns the requests that match both this way and the other. If both have a pattern, one is kept and the other becomes a condition.
     */
    Way and(Way other) {
        List<String> asked = new ArrayList<>(conditions);
        if (path.isPresent()) {
            other.path.ifPresent(asked::add);
        }
        asked.addAll(other.conditions);
        return new Way(path.or(other::path), both(other), asked, closed);
    }

    /** Returns the requests that match this way and, in the rest of the path, the other way, as in a Spring nest. */
    Way then(Way other) {
        List<String> asked = new ArrayList<>(conditions);
        asked.addAll(other.conditions);
        if (closed) {
            other.path.ifPresent(asked::add);
            return new Way(path, methods, asked, true);
        }
        Optional<String> rest = other.path.or(() -> other.closed ? Optional.of(ANY_PATH) : Optional.empty());
        return new Way(rest.map(this::below).or(this::path), both(other), asked, other.closed);
    }

    /** Appends the rest to this path. A slash at the end of the prefix belongs to the rest, as in Spring. */
    private String below(String rest) {
        String prefix = path.orElse("");
        String start = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return rest.startsWith("/") ? start + rest : start + "/" + rest;
    }

    private Optional<Set<String>> both(Way other) {
        if (methods.isEmpty() || other.methods.isEmpty()) {
            return methods.or(other::methods);
        }
        Set<String> common = new TreeSet<>(methods.get());
        common.retainAll(other.methods.get());
        return Optional.of(common);
    }

    /**
     * Returns the paths as a Spring pattern. A {@code *} at the end of a Spring pattern also matches an empty segment, and in a nest no
     * segment.
     */
    String pattern() {
        return ONE.matcher(path.orElse(ANY_PATH)).replaceFirst(ANY_PATH);
    }

    /** Returns the pattern and the conditions: {@code /accounts/{id} [Accept: text/plain]}. */
    String words() {
        return conditions.stream()
                .map(one -> " [" + one + "]")
                .collect(Collectors.joining("", path.orElse(ANY_PATH), ""));
    }

    /** Returns everything as text: {@code GET and /accounts/{id} and Accept: text/plain}. */
    @Override
    public String toString() {
        Stream<String> narrowed = Stream.concat(methods.map(names -> String.join(",", names)).stream(), path.stream());
        return Stream.concat(narrowed, conditions.stream()).collect(Collectors.joining(" and "));
    }
}
