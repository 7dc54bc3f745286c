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
    private final Endpoint endpointOnAnyPath;
    private final Endpoint endpoint;
    private final boolean approximate;
    private final boolean leavable;

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
            Standing standing,
            boolean approximate,
            boolean leavable) {
        this.mapping = mapping;
        this.handler = handler;
        this.path = path;
        this.suffix = suffix;
        this.methods = methods;
        this.declaration = declaration;
        this.standing = standing;
        this.approximate = approximate;
        this.leavable = leavable;
        this.endpointOnAnyPath = Endpoint.declaring(declaration.map(Declaration::rule));
        this.endpoint = endpointOnAnyPath.at(path);
    }

    /**
     * An endpoint for any method that declares nothing.
     *
     * @param mapping the mapping in the framework's own words
     * @param path the paths that it stands for
     * @param handler who answers: the name of a class, or of a method of it
     */
    public static MappedEndpoint of(String mapping, EndpointPath path, String handler) {
        return new MappedEndpoint(
                mapping, handler, path, "", Methods.ANY, Optional.empty(), Standing.GUARDED, false, false);
    }

    /** The same, where only paths that end so are meant: {@code .jsp}. */
    public MappedEndpoint endingWith(String ending) {
        return new MappedEndpoint(
                mapping, handler, path, ending, methods, declaration, standing, approximate, leavable);
    }

    /** The same for these methods alone. */
    public MappedEndpoint forMethods(Set<String> names) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, Methods.of(names), declaration, standing, approximate, leavable);
    }

    /** The same for all methods but these. */
    public MappedEndpoint forAllBut(Set<String> names) {
        return new MappedEndpoint(
                mapping,
                handler,
                path,
                suffix,
                Methods.ANY.without(Methods.of(names)),
                declaration,
                standing,
                approximate,
                leavable);
    }

    /** The same with a rule of its own. */
    public MappedEndpoint declaring(Declaration rule) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, Optional.of(rule), standing, approximate, leavable);
    }

    /** The same where the guard does not stand before all of it. */
    public MappedEndpoint unguarded() {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, declaration, Standing.UNGUARDED, approximate, leavable);
    }

    /** The same where the container brought it along: that nothing is declared for it is no mistake. */
    public MappedEndpoint builtIn() {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, declaration, Standing.BUILT_IN, approximate, leavable);
    }

    /** The same, where fewer requests than those for these paths and methods may reach it. */
    public MappedEndpoint approximate() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, standing, true, leavable);
    }

    /** The same, where a request that has arrived here is known to be on these paths: a route line may leave it unprotected. */
    public MappedEndpoint mayBeUnprotected() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, standing, approximate, true);
    }

    /** Whether a route line may leave it unprotected. */
    boolean isLeavable() {
        return leavable;
    }

    /** Whether it has no rule of its own. */
    public boolean declaresNothing() {
        return declaration.isEmpty();
    }

    /** What it is to a request that has reached it. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** What it is where nobody knows its paths: some frameworks are asked by the path of the request alone. */
    Endpoint endpointOnAnyPath() {
        return endpointOnAnyPath;
    }

    EndpointPath path() {
        return path;
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
                && !approximate
                && mine.covers(line.path())
                && line.path().endsWith(suffix)
                && meant.without(methods).isEmpty();
    }

    private boolean isEndingOf(MappedEndpoint other) {
        return other.suffix.isEmpty() && !suffix.isEmpty();
    }

    /** Whether a slash at the end of the path is all that tells this from the other. */
    boolean differsBySlashFrom(MappedEndpoint other) {
        return !approximate && !other.approximate && path.differsBySlashFrom(other.path);
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
