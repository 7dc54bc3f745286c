package io.busha.resourceserver.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A made-up request that filters of a framework can examine while an application starts. Used by one thread. */
final class ExampleRequest {

    private static final String BELOW = "/*";
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class,
            false,
            int.class,
            0,
            long.class,
            0L,
            Enumeration.class,
            Collections.emptyEnumeration(),
            Map.class,
            Map.of());

    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    private record Mapping(String getServletName, String getPattern, MappingMatch getMappingMatch, String getMatchValue)
            implements HttpServletMapping {}

    private ExampleRequest() {}

    /**
     * Creates a request from outside, without headers, parameters or a body.
     *
     * @param path a decoded path within the application
     */
    static HttpServletRequest of(ServletContext context, String method, String path) {
        HttpServletMapping mapping = mapping(context, path);
        String below = mapping.getPattern().replace(BELOW, "");
        boolean isBelow = mapping.getMappingMatch() == MappingMatch.PATH;
        ExampleRequest example = new ExampleRequest();
        example.answers.putAll(Map.of(
                "getMethod",
                method,
                "getDispatcherType",
                DispatcherType.REQUEST,
                "getServletContext",
                context,
                "getContextPath",
                context.getContextPath(),
                "getRequestURI",
                context.getContextPath() + encoded(path),
                "getServletPath",
                isBelow ? below : path,
                "getHttpServletMapping",
                mapping));
        if (isBelow) {
            example.answers.put("getPathInfo", path.substring(below.length()));
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                ExampleRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> example.answer(called.getName(), called.getReturnType(), arguments));
    }

    /** Returns the mapping of a container that has chosen the servlet by the longest prefix or by default. */
    private static HttpServletMapping mapping(ServletContext context, String path) {
        String servlet = ServletPatterns.of(context).servletOf(path);
        ServletRegistration known = context.getServletRegistrations().get(servlet);
        Collection<String> patterns = known == null ? List.of() : known.getMappings();
        return patterns.stream()
                .filter(pattern -> pattern.endsWith(BELOW) && path.startsWith(pattern.replace("*", "")))
                .max(Comparator.comparing(String::length))
                .map(pattern -> new Mapping(servlet, pattern, MappingMatch.PATH, ""))
                .orElseGet(() -> new Mapping(servlet, "/", MappingMatch.DEFAULT, ""));
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private @Nullable Object answer(String called, Class<?> type, Object @Nullable [] arguments) {
        if (arguments == null) {
            return answers.containsKey(called) ? answers.get(called) : nothing(type);
        }
        return switch (called) {
            case "getAttribute" -> attributes.get(String.valueOf(arguments[0]));
            case "setAttribute" -> attributes.put(String.valueOf(arguments[0]), arguments[1]);
            case "removeAttribute" -> attributes.remove(String.valueOf(arguments[0]));
            default -> nothing(type);
        };
    }

    /** Returns what a request answers if it has nothing of this type. */
    private static @Nullable Object nothing(Class<?> type) {
        return NOTHING.get(type);
    }
}
