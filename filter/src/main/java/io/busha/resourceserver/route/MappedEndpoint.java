package io.busha.resourceserver.route;

import java.util.Optional;
import java.util.Set;

/** An endpoint as a framework maps it, for a {@link RouteAudit}. Immutable and thread-safe. */
public final class MappedEndpoint {

    private final String mapping;
    private final String handler;
    private final PathPattern path;
    private final String suffix;
    private final Methods methods;
    private final Optional<Declaration> declaration;
    private final boolean guarded;

    private MappedEndpoint(
            String mapping,
            String handler,
            PathPattern path,
            String suffix,
            Methods methods,
            Optional<Declaration> declaration,
            boolean guarded) {
        this.mapping = mapping;
        this.handler = handler;
        this.path = path;
        this.suffix = suffix;
        this.methods = methods;
        this.declaration = declaration;
        this.guarded = guarded;
    }

    /**
     * An endpoint for any method that declares nothing.
     *
     * @param mapping the mapping in the framework's own words
     * @param path the same in those of a route line: literal segments, {@code *} for one, a final {@code /**} for the rest
     * @param handler who answers: the name of a class, or of a method of it
     */
    public static MappedEndpoint of(String mapping, String path, String handler) {
        return new MappedEndpoint(mapping, handler, PathPattern.mapped(path), "", Methods.ANY, Optional.empty(), true);
    }

    /** The same, where only paths that end so are meant: {@code .jsp}. */
    public MappedEndpoint endingWith(String ending) {
        return new MappedEndpoint(mapping, handler, path, ending, methods, declaration, guarded);
    }

    /** The same for these methods alone. */
    public MappedEndpoint forMethods(Set<String> names) {
        return new MappedEndpoint(mapping, handler, path, suffix, Methods.of(names), declaration, guarded);
    }

    /** The same for all methods but these. */
    public MappedEndpoint forAllBut(Set<String> names) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, Methods.ANY.without(Methods.of(names)), declaration, guarded);
    }

    /** The same with a rule of its own. */
    public MappedEndpoint declaring(Declaration rule) {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, Optional.of(rule), guarded);
    }

    /** The same where the guard does not stand before all of it. */
    public MappedEndpoint unguarded() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, false);
    }

    String mapping() {
        return mapping;
    }

    String handler() {
        return handler;
    }

    Methods methods() {
        return methods;
    }

    Optional<Declaration> declaration() {
        return declaration;
    }

    boolean isGuarded() {
        return guarded;
    }

    /** Whether the line matches some request to this endpoint. */
    boolean meets(RouteLine line) {
        return path.meets(line.path()) && line.path().mayEnd(suffix);
    }

    /** Whether the line matches every path of this endpoint. */
    boolean isWithin(RouteLine line) {
        return line.path().covers(path);
    }

    /** Whether a framework prefers this endpoint to the other, which would take the line's paths too. */
    boolean takesFrom(MappedEndpoint other, RouteLine line) {
        boolean isNarrower = other.path.covers(path) && (!path.covers(other.path) || isEndingOf(other));
        Methods meant = line.methods().and(other.methods);
        return isNarrower
                && path.covers(line.path())
                && line.path().endsWith(suffix)
                && meant.without(methods).isEmpty();
    }

    private boolean isEndingOf(MappedEndpoint other) {
        return other.suffix.isEmpty() && !suffix.isEmpty();
    }

    /** Where this endpoint and the line meet. */
    String meetingWith(RouteLine line) {
        if (isWithin(line)) {
            return mapping;
        }
        return path.covers(line.path()) ? line.path().toString() : line.path() + " in " + mapping;
    }

    /** {@code GET /balances (com.acme.Balances)}. */
    @Override
    public String toString() {
        return methods + " " + mapping + " (" + handler + ")";
    }
}
