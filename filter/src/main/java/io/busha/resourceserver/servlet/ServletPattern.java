package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import java.util.Optional;

/** A url-pattern of a servlet or a filter (Jakarta Servlet 6.0 section 12.2). */
record ServletPattern(String text) {

    private static final String BELOW = "/*";
    private static final String ENDING = "*.";

    static ServletPattern of(String text) {
        return new ServletPattern(text);
    }

    /** Returns the endpoint of a servlet's pattern, in the notation of route lines. */
    MappedEndpoint endpoint(String handler) {
        if (text.startsWith(ENDING)) {
            return MappedEndpoint.of(text, EndpointPath.of("/**"), handler).endingWith(text.substring(1));
        }
        if (text.isEmpty()) {
            return MappedEndpoint.of("the context root", EndpointPath.of("/"), handler);
        }
        return MappedEndpoint.of(text, EndpointPath.of(isPrefix() ? prefix() + "/**" : text), handler);
    }

    /** Returns the path below which this pattern of a servlet takes everything; empty if it takes only some paths. */
    Optional<String> below() {
        return isPrefix() ? Optional.of(prefix()) : Optional.empty();
    }

    /** Returns whether this pattern of a filter matches everything that the given pattern of a servlet matches. */
    boolean covers(String servlet) {
        if (text.startsWith(ENDING)) {
            return servlet.equals(text) || (!servlet.endsWith(BELOW) && servlet.endsWith(text.substring(1)));
        }
        if (text.endsWith(BELOW)) {
            return isEverything() || servlet.equals(prefix()) || servlet.startsWith(prefix() + "/");
        }
        return servlet.equals(text) && !isPrefix();
    }

    private boolean isEverything() {
        return text.equals(BELOW);
    }

    private boolean isPrefix() {
        return text.endsWith(BELOW) || text.equals("/");
    }

    private String prefix() {
        return text.substring(0, text.lastIndexOf('/'));
    }
}
