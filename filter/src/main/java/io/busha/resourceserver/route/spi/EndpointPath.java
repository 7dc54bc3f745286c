package io.busha.resourceserver.route.spi;

import java.util.Optional;

/**
 * The paths of an endpoint, in the notation of route lines: literal segments, {@code *} for one segment, a final {@code /**} for the rest.
 * Immutable and thread-safe.
 */
public final class EndpointPath {

    private final PathPattern path;
    private final boolean eitherSlash;
    private final PathPattern otherSpelling; // computed once: lines are compared with it on every request

    private EndpointPath(PathPattern path, boolean eitherSlash) {
        this.path = path;
        this.eitherSlash = eitherSlash;
        this.otherSpelling = eitherSlash ? path.withOtherSlash() : path;
    }

    /** Creates the paths that match exactly this pattern, such as {@code /accounts/*}. */
    public static EndpointPath of(String path) {
        return new EndpointPath(PathPattern.mapped(path), false);
    }

    /** Returns a copy for a framework that serves {@code /x} and {@code /x/} by one endpoint. */
    public EndpointPath withOrWithoutSlash() {
        return new EndpointPath(path, true);
    }

    /** Returns one of the paths. */
    String example() {
        return path.example();
    }

    PathPattern pattern() {
        return path;
    }

    /** Returns whether the line is for every path of this endpoint. */
    boolean isWithin(PathPattern line) {
        return line.covers(path) || line.covers(otherSpelling);
    }

    /** Returns whether the line is for some path of this endpoint. */
    boolean meets(PathPattern line) {
        return line.meets(path) || line.meets(otherSpelling);
    }

    /** Returns whether the line is for a request that has reached this endpoint by this path. */
    boolean isReachedWithin(PathPattern line, RequestPath requested) {
        return isWithin(line)
                || (meets(line)
                        && (line.matches(requested) || (eitherSlash && line.matches(requested.withOtherSlash()))));
    }

    /** Returns whether a request with this path may have reached this endpoint. */
    boolean mayBeReachedBy(RequestPath requested) {
        return path.fits(requested);
    }

    /** Returns the segment that all paths begin with; empty if it varies. */
    Optional<String> firstSegment() {
        return path.firstSegment();
    }

    /** Returns whether these paths are some, but not all, of the other's paths. */
    boolean isPartOf(EndpointPath other) {
        return other.path.covers(path) && !path.covers(other.path);
    }

    /** Returns whether the two differ only by a trailing slash, and are two endpoints because of it. */
    boolean differsBySlashFrom(EndpointPath other) {
        return !eitherSlash && !other.eitherSlash && path.differsBySlashFrom(other.path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointPath same && eitherSlash == same.eitherSlash && path.equals(same.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
