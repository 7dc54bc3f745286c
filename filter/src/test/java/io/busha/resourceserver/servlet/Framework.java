package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Endpoints of a framework, by their path below its servlet, which is named {@code framework}. */
class Framework implements DispatchedEndpoints {

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
    public Endpoint endpoint(String servlet, HttpServletRequest request) {
        return Endpoint.declaring(Optional.ofNullable(rules.get(request.getPathInfo())));
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
