package io.busha.resourceserver.route;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoint that a request is on its way to, as far as a door knows it. Immutable and thread-safe. */
public final class Endpoint {

    private static final Endpoint UNKNOWN = new Endpoint(null, Optional.empty());

    private final @Nullable EndpointPath path;
    private final Optional<Rule> declaredRule;

    private Endpoint(@Nullable EndpointPath path, Optional<Rule> declaredRule) {
        this.path = path;
        this.declaredRule = declaredRule;
    }

    /** One that declares nothing, on paths that nobody knows: route lines are matched against the path of the request. */
    public static Endpoint unknown() {
        return UNKNOWN;
    }

    /** The same with the rule that it declares itself; empty if it declares none. */
    public static Endpoint declaring(Optional<Rule> rule) {
        return rule.isEmpty() ? UNKNOWN : new Endpoint(null, rule);
    }

    /** The same on paths that are known: a line that is for all of them decides, however the request spells its path. */
    public Endpoint at(EndpointPath paths) {
        return new Endpoint(paths, declaredRule);
    }

    /** The same on this single path, unless its paths are known already. */
    public Endpoint orAt(String onlyPath) {
        return path == null ? at(EndpointPath.of(onlyPath)) : this;
    }

    Optional<EndpointPath> path() {
        return Optional.ofNullable(path);
    }

    /** The rule that the endpoint declares itself; empty if it declares none. */
    public Optional<Rule> declaredRule() {
        return declaredRule;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Endpoint same
                        && declaredRule.equals(same.declaredRule)
                        && Objects.equals(path, same.path));
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, declaredRule);
    }
}
