package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.RouteAudit;
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
     * Creates an endpoint for any method, without a declaration.
     *
     * @param mapping the mapping in the framework's own notation
     * @param path the paths that the mapping stands for
     * @param handler the name of the class or method that answers
     */
    public static MappedEndpoint of(String mapping, EndpointPath path, String handler) {
        return new MappedEndpoint(
                mapping, handler, path, "", Methods.ANY, Optional.empty(), Standing.GUARDED, false, false);
    }

    /** Returns a copy for only those paths that have this ending, such as {@code .jsp}. */
    public MappedEndpoint endingWith(String ending) {
        return new MappedEndpoint(
                mapping, handler, path, ending, methods, declaration, standing, approximate, leavable);
    }

    /** Returns a copy for these methods only. */
    public MappedEndpoint forMethods(Set<String> names) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, Methods.of(names), declaration, standing, approximate, leavable);
    }

    /** Returns a copy for all methods except these. */
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

    /** Returns a copy with this declaration. */
    public MappedEndpoint declaring(Declaration rule) {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, Optional.of(rule), standing, approximate, leavable);
    }

    /** Returns a copy that the guard does not protect completely: it is not in front of all its paths. */
    public MappedEndpoint unguarded() {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, declaration, Standing.UNGUARDED, approximate, leavable);
    }

    /** Returns a copy that the container brought along: a missing declaration is not reported as a mistake. */
    public MappedEndpoint builtIn() {
        return new MappedEndpoint(
                mapping, handler, path, suffix, methods, declaration, Standing.BUILT_IN, approximate, leavable);
    }

    /** Returns a copy that only some of the requests for its paths and methods may reach. */
    public MappedEndpoint approximate() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, standing, true, leavable);
    }

    /** Returns a copy that a route line may leave unprotected, because a request that has arrived there is known to be on its paths. */
    public MappedEndpoint mayBeUnprotected() {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, standing, approximate, true);
    }

    /** Returns whether a route line may leave this endpoint unprotected. */
    boolean isLeavable() {
        return leavable;
    }

    /** Returns whether this endpoint has no rule of its own. */
    public boolean declaresNothing() {
        return declaration.isEmpty();
    }

    /** Returns this endpoint as a request sees it that has reached it. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Returns this endpoint without its paths, for frameworks that look up the rule by the path of the request alone. */
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

    /** Returns whether the line matches some request to this endpoint. */
    boolean meets(RouteLine line) {
        return path.meets(line.path()) && line.path().mayEnd(suffix);
    }

    /** Returns whether the line matches every path of this endpoint. */
    boolean isWithin(RouteLine line) {
        return path.isWithin(line.path());
    }

    /** Returns whether a framework prefers this endpoint to the other for every path of the line, although the other matches them too. */
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

    /** Returns whether this endpoint and the other differ only by a trailing slash of their path. */
    boolean differsBySlashFrom(MappedEndpoint other) {
        return !approximate && !other.approximate && path.differsBySlashFrom(other.path);
    }

    /** Returns the paths that this endpoint and the line have in common. */
    String meetingWith(RouteLine line) {
        if (isWithin(line)) {
            return mapping;
        }
        boolean isPart = path.pattern().covers(line.path()) && line.path().endsWith(suffix);
        return isPart ? line.path().toString() : line.path() + " in " + mapping;
    }

    /** Returns the methods, mapping and handler: {@code GET /balances (com.acme.Balances)}. */
    @Override
    public String toString() {
        return methods + " " + mapping + " (" + handler + ")";
    }
}
