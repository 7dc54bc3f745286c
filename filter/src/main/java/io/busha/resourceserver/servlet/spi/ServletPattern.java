package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A url-pattern of a servlet or a filter (Jakarta Servlet 6.0 section 12.2). */
record ServletPattern(String text) {

    private static final String BELOW = "/*";
    private static final String ENDING = "*.";

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
            return text.equals(BELOW) || servlet.equals(prefix()) || servlet.startsWith(prefix() + "/");
        }
        return servlet.equals(text) && !isPrefix();
    }

    private boolean isPrefix() {
        return text.endsWith(BELOW) || text.equals("/");
    }

    private String prefix() {
        return text.substring(0, text.lastIndexOf('/'));
    }

    /** Returns the name of the servlet of every pattern that is registered now. */
    static Map<String, String> servlets(ServletContext context) {
        Map<String, String> servlets = new HashMap<>();
        context.getServletRegistrations()
                .forEach((name, registration) ->
                        registration.getMappings().forEach(pattern -> servlets.put(pattern, name)));
        return servlets;
    }

    /**
     * Returns the name of the servlet that a path belongs to (sections 12.1 and 12.2); empty if no pattern matches or there is no path.
     *
     * @param servlets the names of servlets by pattern
     */
    static String servletOf(String path, Map<String, String> servlets) {
        if (!path.startsWith("/")) {
            return "";
        }
        return Stream.of(
                        Stream.of(path.equals("/") ? "" : path),
                        prefixes(path),
                        Stream.of("/*", "*" + extension(path), "/"))
                .flatMap(patterns -> patterns)
                .map(servlets::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Returns the prefix patterns that match the path, longest first, down to the first segment. */
    private static Stream<String> prefixes(String path) {
        return Stream.iterate(path, left -> !left.isEmpty(), left -> left.substring(0, left.lastIndexOf('/')))
                .map(left -> left + "/*");
    }

    /** Returns the extension of the file with its dot; for a file without one, a text that no pattern ends with. */
    private static String extension(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.contains(".") ? file.substring(file.lastIndexOf('.')) : "/";
    }
}
