package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.EndpointIndex;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Endpoints of a framework by their path below its servlet, which is named {@code framework}. */
class Framework implements DispatchedEndpoints {

    /** The unmapped paths that were passed on to the framework. */
    final List<String> unmapped = new ArrayList<>();

    private final Map<String, Rule> rules = new TreeMap<>();

    Framework put(String path, Rule rule) {
        rules.put(path, rule);
        return this;
    }

    @Override
    public boolean areBehind(String servlet) {
        return servlet.equals("framework");
    }

    @Override
    public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
        return request.method().equals("TRACE")
                ? Reachable.closed()
                : EndpointIndex.of(endpoints(servlet, "")).reachableBy(Set.of(request.path()));
    }

    @Override
    public boolean serveUnmapped(
            String servlet, HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        unmapped.add(request.getPathInfo());
        return !request.getPathInfo().equals("/early");
    }

    @Override
    public List<String> warnings() {
        return List.of("an interceptor is early");
    }

    @Override
    public List<MappedEndpoint> endpoints(String servlet, String prefix) {
        return rules.entrySet().stream()
                .map(endpoint -> MappedEndpoint.of(
                                prefix + endpoint.getKey(), EndpointPath.of(prefix + endpoint.getKey()), servlet)
                        .declaring(Declaration.of(endpoint.getValue(), "a handler")))
                .toList();
    }
}
