package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.RouteAudit;
import java.util.EnumSet;
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
    private final Set<Trait> traits;
    private final Endpoint endpointOnAnyPath;
    private final Endpoint endpoint;

    private enum Trait {
        BUILT_IN,
        UNGUARDED,
        APPROXIMATE,
        LEAVABLE
    }

    private MappedEndpoint(
            String mapping,
            String handler,
            EndpointPath path,
            String suffix,
            Methods methods,
            Optional<Declaration> declaration,
            Set<Trait> traits) {
        this.mapping = mapping;
        this.handler = handler;
        this.path = path;
        this.suffix = suffix;
        this.methods = methods;
        this.declaration = declaration;
        this.traits = traits;
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
        return new MappedEndpoint(mapping, handler, path, "", Methods.ANY, Optional.empty(), Set.of());
    }

    /** Returns a copy for only those paths that have this ending, such as {@code .jsp}. */
    public MappedEndpoint endingWith(String ending) {
        return new MappedEndpoint(mapping, handler, path, ending, methods, declaration, traits);
    }

    /** Returns a copy for these methods only. */
    public MappedEndpoint forMethods(Set<String> names) {
        return with(Methods.of(names));
    }

    /** Returns a copy for all methods except these. */
    public MappedEndpoint forAllBut(Set<String> names) {
        return with(Methods.ANY.without(Methods.of(names)));
    }

    private MappedEndpoint with(Methods others) {
        return new MappedEndpoint(mapping, handler, path, suffix, others, declaration, traits);
    }

    /** Returns a copy with this declaration. */
    public MappedEndpoint declaring(Declaration rule) {
        return new MappedEndpoint(mapping, handler, path, suffix, methods, Optional.of(rule), traits);
    }

    /** Returns a copy that the guard does not protect completely: it is not in front of all its paths. */
    public MappedEndpoint unguarded() {
        return with(Trait.UNGUARDED);
    }

    /** Returns a copy that the container brought along: a missing declaration is not reported as a mistake. */
    public MappedEndpoint builtIn() {
        return with(Trait.BUILT_IN);
    }

    /** Returns a copy that only some of the requests for its paths and methods may reach. */
    public MappedEndpoint approximate() {
        return with(Trait.APPROXIMATE);
    }

    /** Returns a copy that a route line may leave unprotected, because a request that has arrived there is known to be on its paths. */
    public MappedEndpoint mayBeUnprotected() {
        return with(Trait.LEAVABLE);
    }

    private MappedEndpoint with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new MappedEndpoint(mapping, handler, path, suffix, methods, declaration, more);
    }

    /** Returns whether a route line may leave this endpoint unprotected. */
    boolean isLeavable() {
        return traits.contains(Trait.LEAVABLE);
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
        return traits.contains(Trait.BUILT_IN);
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

    /** Returns whether the endpoint declares that it is critical. */
    public boolean isCritical() {
        return declaration.filter(declared -> declared.rule().isCritical()).isPresent();
    }

    boolean isGuarded() {
        return !traits.contains(Trait.UNGUARDED);
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
                && !traits.contains(Trait.APPROXIMATE)
                && mine.covers(line.path())
                && line.path().endsWith(suffix)
                && meant.without(methods).isEmpty();
    }

    private boolean isEndingOf(MappedEndpoint other) {
        return other.suffix.isEmpty() && !suffix.isEmpty();
    }

    /** Returns whether this endpoint and the other differ only by a trailing slash of their path. */
    boolean differsBySlashFrom(MappedEndpoint other) {
        return !traits.contains(Trait.APPROXIMATE)
                && !other.traits.contains(Trait.APPROXIMATE)
                && path.differsBySlashFrom(other.path);
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
