package io.busha.resourceserver.spring.internal;

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
 * Collects what a route predicate reports to Spring's visitor: operands first, then the operator that joins them. A subclass is
 * Spring's visitor of one stack. Used once, by one thread.
 *
 * @param <P> the stack's type of a predicate
 */
public abstract class RoutePredicate<P> {

    /** The part that {@code Object.toString} adds for lambdas and other objects; it differs after each start. */
    private static final Pattern IDENTITY = Pattern.compile("(\\$\\$Lambda.*)?@\\p{XDigit}+$");

    private static final List<Way> UNTOLD = List.of(Way.ANY.close());

    private final Deque<List<Way>> told = new ArrayDeque<>();
    private final boolean nests;

    /**
     * Creates a collector that has recorded no predicate yet.
     *
     * @param nests whether other routes are nested in the predicate: their paths then continue its path
     */
    protected RoutePredicate(boolean nests) {
        this.nests = nests;
    }

    /** Implements Spring's visitor. */
    public final void method(Set<HttpMethod> methods) {
        tell(Way.by(methods.stream().map(HttpMethod::name).collect(Collectors.toSet())));
    }

    /**
     * Implements Spring's visitor. Since Spring 7 the empty pattern also matches a slash, so it is recorded as a condition and not as a
     * path.
     */
    public final void path(String pattern) {
        tell(pattern.isEmpty() ? Way.when("empty path") : Way.on(pattern));
    }

    /** Implements Spring's visitor. */
    public final void pathExtension(String extension) {
        condition("*." + extension);
    }

    /** Implements Spring's visitor. */
    public final void header(String name, String value) {
        condition(name + ": " + value);
    }

    /** Implements the visitor of Spring 7 and later. */
    public final void version(String version) {
        condition("version " + version);
    }

    /** Implements Spring's visitor. */
    public final void param(String name, String value) {
        condition("?" + name + " " + value);
    }

    /** Implements Spring's visitor of WebFlux. */
    public final void queryParam(String name, String value) {
        param(name, value);
    }

    /** Implements Spring's visitor. A predicate that nests may change the request for the routes nested in it. */
    public final void unknown(P predicate) {
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

    /** Returns the last operand. A custom predicate that reports too few operands could match anything. */
    private List<Way> last() {
        return Objects.requireNonNullElse(told.poll(), UNTOLD);
    }

    /** Implements Spring's visitor. */
    public final void startAnd() {}

    /** Implements Spring's visitor. */
    public final void and() {}

    /** Implements Spring's visitor. */
    public final void endAnd() {
        List<Way> right = last();
        List<Way> left = last();
        BinaryOperator<Way> pair = nests ? Way::then : Way::and;
        told.push(Way.pairs(left, right, pair));
    }

    /** Implements Spring's visitor. */
    public final void startOr() {}

    /** Implements Spring's visitor. */
    public final void or() {}

    /** Implements Spring's visitor. */
    public final void endOr() {
        List<Way> right = last();
        List<Way> left = last();
        told.push(Stream.concat(left.stream(), right.stream()).distinct().toList());
    }

    /** Implements Spring's visitor. */
    public final void startNegate() {}

    /** Implements Spring's visitor. Spring applies a negation to the whole path, in a nest too. */
    public final void endNegate() {
        String negated = last().stream().map(Way::toString).collect(Collectors.joining(" or "));
        tell(Way.when("not (" + negated + ")"));
    }

    /** Returns the recorded ways: each request that matches the predicate matches at least one of them. */
    List<Way> ways() {
        List<Way> all = last();
        return told.isEmpty() ? all : UNTOLD;
    }
}
