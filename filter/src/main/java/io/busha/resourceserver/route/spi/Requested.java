package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Rule;

/**
 * What a request says about its endpoint, and the route lines that apply to it. Immutable and thread-safe.
 *
 * @param lines the route lines
 * @param method the HTTP method as it was sent
 * @param path the decoded path that the request was dispatched by, within the application
 * @param rawPath the path as it was sent, without the query
 */
public record Requested(RouteTable lines, String method, String path, String rawPath) {

    /** Returns the rule for this request if its endpoint is this one. */
    Rule ruleAt(Endpoint endpoint) {
        return lines.ruleFor(method, path, rawPath, endpoint);
    }

    /** Returns a copy for the same request with another method. */
    Requested by(String otherMethod) {
        return new Requested(lines, otherMethod, path, rawPath);
    }
}
