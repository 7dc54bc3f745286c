package io.busha.resourceserver.servlet;

import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the servlet that a path belongs to, by the patterns of an application (Jakarta Servlet 6.0 sections 12.1 and 12.2). Immutable. */
final class ServletPatterns {

    private final Map<String, String> servlets;

    /** Creates an instance from the names of servlets by pattern. */
    ServletPatterns(Map<String, String> servlets) {
        this.servlets = Map.copyOf(servlets);
    }

    /** Returns the patterns of every servlet that is registered now. */
    static ServletPatterns of(ServletContext context) {
        Map<String, String> servlets = new HashMap<>();
        context.getServletRegistrations()
                .forEach((name, registration) ->
                        registration.getMappings().forEach(pattern -> servlets.put(pattern, name)));
        return new ServletPatterns(servlets);
    }

    /** Returns the name of the servlet; empty if no pattern matches or there is no path. */
    String servletOf(String path) {
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
