package io.busha.resourceserver.route.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the endpoints of a framework by the path of a request, before the framework has chosen one. It returns too many rather than too
 * few: routers may ignore case, a trailing slash and empty segments. Immutable and thread-safe.
 */
public final class EndpointIndex {

    private final Map<String, List<MappedEndpoint>> byFirstSegment = new HashMap<>();
    private final List<MappedEndpoint> varying = new ArrayList<>();

    private EndpointIndex() {}

    /** Creates an index of these endpoints. */
    public static EndpointIndex of(Collection<MappedEndpoint> endpoints) {
        EndpointIndex index = new EndpointIndex();
        endpoints.forEach(index::add);
        return index;
    }

    private void add(MappedEndpoint endpoint) {
        endpoint.path()
                .firstSegment()
                .map(first -> byFirstSegment.computeIfAbsent(key(first), any -> new ArrayList<>()))
                .orElse(varying)
                .add(endpoint);
    }

    private static String key(String segment) {
        return segment.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what a request could reach.
     *
     * @param paths the decoded path of the request; several if the container and the framework read it differently
     */
    public Reachable reachableBy(Set<String> paths) {
        List<MappedEndpoint> found = new ArrayList<>();
        for (String path : paths) {
            find(RequestPath.of(path.startsWith("/") ? path : "/" + path), found);
        }
        return Reachable.among(found);
    }

    private void find(RequestPath path, List<MappedEndpoint> found) {
        String first = path.segments().get(0);
        find(byFirstSegment.getOrDefault(key(first), List.of()), path, found);
        find(varying, path, found);
        if (path.hasEmptySegments()) {
            find(path.withoutEmptySegments(), found);
        }
    }

    private static void find(List<MappedEndpoint> among, RequestPath path, List<MappedEndpoint> found) {
        for (MappedEndpoint endpoint : among) {
            if (endpoint.path().mayBeReachedBy(path) && !found.contains(endpoint)) {
                found.add(endpoint);
            }
        }
    }
}
