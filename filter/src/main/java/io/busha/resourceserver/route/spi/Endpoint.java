package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Rule;
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

    /** Returns an endpoint without a declaration and with unknown paths: route lines are matched against the path of the request. */
    public static Endpoint unknown() {
        return UNKNOWN;
    }

    /** Returns an endpoint with this declared rule, if any, and unknown paths. */
    public static Endpoint declaring(Optional<Rule> rule) {
        return rule.isEmpty() ? UNKNOWN : new Endpoint(null, rule);
    }

    /** Returns a copy with known paths: a route line that is for all of them decides, however the request spells its path. */
    public Endpoint at(EndpointPath paths) {
        return new Endpoint(paths, declaredRule);
    }

    /** Returns a copy with these paths, or this endpoint if its paths are already known. */
    public Endpoint orAt(EndpointPath paths) {
        return path == null ? at(paths) : this;
    }

    Optional<EndpointPath> path() {
        return Optional.ofNullable(path);
    }

    /** Returns the rule that the endpoint itself declares; empty if it declares none. */
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
