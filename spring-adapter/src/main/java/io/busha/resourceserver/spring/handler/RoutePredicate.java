package io.busha.resourceserver.spring.handler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * Takes down what a predicate of routes tells Spring's visitor of itself: operands first, then what joins them. Spring's two
 * visitors differ by what a subclass adds. Used once, by one thread.
 */
public abstract class RoutePredicate {

    /** What {@code Object.toString} makes of lambdas and other objects: another text with every start. */
    private static final Pattern IDENTITY = Pattern.compile("(\\$\\$Lambda.*)?@\\p{XDigit}+$");

    private static final List<Way> UNTOLD = List.of(Way.ANY.close());

    private final Deque<List<Way>> told = new ArrayDeque<>();
    private final boolean nests;

    /**
     * Nothing told yet.
     *
     * @param nests whether other routes are nested in it: paths are then taken one below the other
     */
    protected RoutePredicate(boolean nests) {
        this.nests = nests;
    }

    /** One of Spring's visitor. */
    public final void method(Set<HttpMethod> methods) {
        tell(Way.by(methods.stream().map(HttpMethod::name).collect(Collectors.toSet())));
    }

    /** One of Spring's visitor. The empty pattern matches a slash as well, from Spring 7 on, and so is not taken for one path. */
    public final void path(String pattern) {
        tell(pattern.isEmpty() ? Way.when("empty path") : Way.on(pattern));
    }

    /** One of Spring's visitor. */
    public final void pathExtension(String extension) {
        condition("*." + extension);
    }

    /** One of Spring's visitor. */
    public final void header(String name, String value) {
        condition(name + ": " + value);
    }

    /** One of Spring's visitor, from Spring 7 on. */
    public final void version(String version) {
        condition("version " + version);
    }

    /** A parameter of the query, or of a form. */
    protected final void parameter(String name, String value) {
        condition("?" + name + " " + value);
    }

    /** A predicate that tells nothing. One that nests may change the request for what is nested in it. */
    protected final void untold(Object predicate) {
        Way way = Way.when(words(predicate.toString()));
        tell(nests ? way.close() : way);
    }

    private void condition(String text) {
        tell(Way.when(words(text)));
    }

    private static String words(String text) {
        return IDENTITY.matcher(text).replaceFirst("");
    }

    private void tell(Way way) {
        told.push(List.of(way));
    }

    /** A predicate of the application that tells too little could be anything. */
    private List<Way> last() {
        return Objects.requireNonNullElse(told.poll(), UNTOLD);
    }

    /** One of Spring's visitor. */
    public final void startAnd() {}

    /** One of Spring's visitor. */
    public final void and() {}

    /** One of Spring's visitor. */
    public final void endAnd() {
        List<Way> right = last();
        List<Way> left = last();
        BinaryOperator<Way> pair = nests ? Way::then : Way::and;
        told.push(Way.pairs(left, right, pair));
    }

    /** One of Spring's visitor. */
    public final void startOr() {}

    /** One of Spring's visitor. */
    public final void or() {}

    /** One of Spring's visitor. */
    public final void endOr() {
        List<Way> right = last();
        List<Way> left = last();
        told.push(Stream.concat(left.stream(), right.stream()).distinct().toList());
    }

    /** One of Spring's visitor. */
    public final void startNegate() {}

    /** One of Spring's visitor. Spring asks a negation of the whole path, in a nest too. */
    public final void endNegate() {
        String negated = last().stream().map(Way::toString).collect(Collectors.joining(" or "));
        tell(Way.when("not (" + negated + ")"));
    }

    /** What was told: each request that the predicate lets through is one of these. */
    List<Way> ways() {
        List<Way> all = last();
        return told.isEmpty() ? all : UNTOLD;
    }
}
