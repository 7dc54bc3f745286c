package io.busha.resourceserver.spring.handler;

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
 * Requests that may reach a route: at least all that do, and as few more as predicates tell. Immutable.
 *
 * @param path the pattern that their paths match; empty for any path
 * @param methods theirs; empty for any method
 * @param conditions what else is asked of them, in words
 * @param closed whether no predicate that is asked later narrows these paths and methods
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

    /** The same, where nothing that is asked later is known to be asked of the same request. */
    Way close() {
        return new Way(path, methods, conditions, true);
    }

    /** Every pair of one and another. */
    static List<Way> pairs(List<Way> ones, List<Way> others, BinaryOperator<Way> pair) {
        return ones.stream()
                .flatMap(one -> others.stream().map(other -> pair.apply(one, other)))
                .distinct()
                .toList();
    }

    /** What is left of this where the other is asked of the same request. Of two patterns one is kept, the other is a condition. */
    Way and(Way other) {
        List<String> asked = new ArrayList<>(conditions);
        if (path.isPresent()) {
            other.path.ifPresent(asked::add);
        }
        asked.addAll(other.conditions);
        return new Way(path.or(other::path), both(other), asked, closed);
    }

    /** What is left of this where the other is asked of the rest of the path, as Spring does in a nest. */
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

    /** Spring leaves a slash at the end of what was matched to the rest. */
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

    /** The paths, in Spring's words. The {@code *} that ends a pattern of Spring's matches an empty segment too, and in a nest none. */
    String pattern() {
        return ONE.matcher(path.orElse(ANY_PATH)).replaceFirst(ANY_PATH);
    }

    /** Pattern and conditions: {@code /accounts/{id} [Accept: text/plain]}. */
    String words() {
        return conditions.stream()
                .map(one -> " [" + one + "]")
                .collect(Collectors.joining("", path.orElse(ANY_PATH), ""));
    }

    /** All of it: {@code GET and /accounts/{id} and Accept: text/plain}. */
    @Override
    public String toString() {
        Stream<String> narrowed = Stream.concat(methods.map(names -> String.join(",", names)).stream(), path.stream());
        return Stream.concat(narrowed, conditions.stream()).collect(Collectors.joining(" and "));
    }
}
