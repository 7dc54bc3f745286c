package io.busha.resourceserver.route;

import java.util.Optional;

/**
 * The paths that reach an endpoint, in the words of a route line: literal segments, {@code *} for one, a final {@code /**} for the
 * rest. Immutable and thread-safe.
 */
public final class EndpointPath {

    private final PathPattern path;
    private final boolean eitherSlash;
    private final PathPattern otherSpelling; // made once: lines are compared with it at every request

    private EndpointPath(PathPattern path, boolean eitherSlash) {
        this.path = path;
        this.eitherSlash = eitherSlash;
        this.otherSpelling = eitherSlash ? path.withOtherSlash() : path;
    }

    /** The paths that match exactly this: {@code /accounts/*}. */
    public static EndpointPath of(String path) {
        return new EndpointPath(PathPattern.mapped(path), false);
    }

    /** The same for a framework that serves {@code /x} and {@code /x/} by one endpoint. */
    public EndpointPath withOrWithoutSlash() {
        return new EndpointPath(path, true);
    }

    /** One of the paths. */
    String example() {
        return path.example();
    }

    PathPattern pattern() {
        return path;
    }

    /** Whether the line is for every path of this endpoint. */
    boolean isWithin(PathPattern line) {
        return line.covers(path) || line.covers(otherSpelling);
    }

    /** Whether the line is for some path of this endpoint. */
    boolean meets(PathPattern line) {
        return line.meets(path) || line.meets(otherSpelling);
    }

    /** Whether the line is for a request that has reached this endpoint by this path. */
    boolean isReachedWithin(PathPattern line, RequestPath requested) {
        return isWithin(line)
                || (meets(line)
                        && (line.matches(requested) || (eitherSlash && line.matches(requested.withOtherSlash()))));
    }

    /** Whether a request by this path may have reached this endpoint. */
    boolean mayBeReachedBy(RequestPath requested) {
        return path.fits(requested);
    }

    /** The segment that all paths begin with; empty if that varies. */
    Optional<String> firstSegment() {
        return path.firstSegment();
    }

    /** Whether this is for some of the other's paths, and for no more than those. */
    boolean isPartOf(EndpointPath other) {
        return other.path.covers(path) && !path.covers(other.path);
    }

    /** Whether this and the other differ by a slash at the end, and are two endpoints because of it. */
    boolean differsBySlashFrom(EndpointPath other) {
        return !eitherSlash && !other.eitherSlash && path.differsBySlashFrom(other.path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointPath same
                && eitherSlash == same.eitherSlash
                && path.toString().equals(same.path.toString());
    }

    @Override
    public int hashCode() {
        return path.toString().hashCode();
    }
}
