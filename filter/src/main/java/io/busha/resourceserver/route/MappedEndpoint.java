package io.busha.resourceserver.route;

import java.util.Optional;
import java.util.Set;

/** An endpoint as a framework maps it, for a {@link RouteAudit}. Immutable and thread-safe. */
public final class MappedEndpoint {

    private final String mapping;
    private final String handler;
    private final EndpointPath path;
    private final String suffix;
    private final Methods methods;
    private final Optional<Declaration> declaration;
    private final Standing standing;

    private enum Standing {
        GUARDED,
        BUILT_IN,
        UNGUARDED
    }

    private MappedEndpoint(
            String mapping,
            String handler,
            EndpointPath path,
            String suffix,
            Methods methods,
            Optional<Declaration> declaration,
            Standing standing) {
        this.mapping = mapping;
        this.handler = handler;
        this.path = path;
        this.suffix = suffix;
        this.methods = methods;
        this.declaration = declaration;
        this.standing = standing;
    }

    /**
     * An endpoint for any method that declares nothing.
     *
     * @param mapping the mapping in the framework's own words
     * @param path the paths that it stands for
     * @param handler who answers: the name of a class, or of a method of it
     */
    public static MappedEndpoint of(String mapping, EndpointPath path, String handler) {
        return new MappedEndpoint(mapping, handler, path, "", Methods.ANY, Optional.empty(), Standing.GUARDED);
    }

    /** The same, where only paths that end so are meant: {@code .jsp}. */
    public MappedEndpoint endingWith(String ending) {
        return new MappedEndpoint(mapping, handler, path, ending, methods, declaration, standing);
    }

    /** The same for these methods alone. */
    public MappedEndpoint forMethods(Set<String> names) {
        return new MappedEndpoint(mapping, handler, path, suffix, Methods.of(names), declaration, standing);
    }

    /** The same for all methods but these. */
    public MappedEndpoint forAllBut(Set<String> names) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, Methods.ANY.without(Methods.of(names)), declaration, standing);
    }

    /** The same with a rule of its own. */
    public MappedEndpoint declaring(Declaration rule) {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, Optional.of(rule), standing);
    }

    /** The same where the guard does not stand before all of it. */
    public MappedEndpoint unguarded() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, Standing.UNGUARDED);
    }

    /** The same where the container brought it along: that nothing is declared for it is no mistake. */
    public MappedEndpoint builtIn() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, Standing.BUILT_IN);
    }

    boolean isBuiltIn() {
        return standing == Standing.BUILT_IN;
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
        return standing != Standing.UNGUARDED;
    }

    /** Whether the line matches some request to this endpoint. */
    boolean meets(RouteLine line) {
        return path.meets(line.path()) && line.path().mayEnd(suffix);
    }

    /** Whether the line matches every path of this endpoint. */
    boolean isWithin(RouteLine line) {
        return path.isWithin(line.path());
    }

    /** Whether a framework prefers this endpoint to the other, which would take the line's paths too. */
    boolean takesFrom(MappedEndpoint other, RouteLine line) {
        PathPattern mine = path.pattern();
        PathPattern others = other.path.pattern();
        boolean isNarrower = others.covers(mine) && (!mine.covers(others) || isEndingOf(other));
        Methods meant = line.headIncluded().and(other.methods);
        return isNarrower
                && mine.covers(line.path())
                && line.path().endsWith(suffix)
                && meant.without(methods).isEmpty();
    }

    private boolean isEndingOf(MappedEndpoint other) {
        return other.suffix.isEmpty() && !suffix.isEmpty();
    }

    /** Whether a slash at the end of the path is all that tells this from the other. */
    boolean differsBySlashFrom(MappedEndpoint other) {
        return path.differsBySlashFrom(other.path);
    }

    /** Where this endpoint and the line meet. */
    String meetingWith(RouteLine line) {
        if (isWithin(line)) {
            return mapping;
        }
        boolean isPart = path.pattern().covers(line.path()) && line.path().endsWith(suffix);
        return isPart ? line.path().toString() : line.path() + " in " + mapping;
    }

    /** {@code GET /balances (com.acme.Balances)}. */
    @Override
    public String toString() {
        return methods + " " + mapping + " (" + handler + ")";
    }
}
