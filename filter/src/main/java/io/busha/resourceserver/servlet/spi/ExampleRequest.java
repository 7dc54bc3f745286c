package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Array;
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
    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    private record Mapping(String getServletName, String getPattern, MappingMatch getMappingMatch, String getMatchValue)
            implements HttpServletMapping {}

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
        Map<String, Object> answers = example.answers;
        answers.put("getMethod", method);
        answers.put("getDispatcherType", DispatcherType.REQUEST);
        answers.put("getServletContext", context);
        answers.put("getContextPath", context.getContextPath());
        answers.put("getRequestURI", context.getContextPath() + encoded(path));
        answers.put("getServletPath", isBelow ? below : path);
        answers.put("getHttpServletMapping", mapping);
        if (isBelow) {
            answers.put("getPathInfo", path.substring(below.length()));
        }
        return (HttpServletRequest) Proxy.newProxyInstance(
                ExampleRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> example.answer(called.getName(), called.getReturnType(), arguments));
    }

    /** Returns the mapping of a container that has chosen the servlet by the longest prefix or by default. */
    private static HttpServletMapping mapping(ServletContext context, String path) {
        String servlet = ServletPattern.servletOf(path, ServletPattern.servlets(context));
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
        if (type.isPrimitive() && type != void.class) {
            return Array.get(Array.newInstance(type, 1), 0); // false or zero
        }
        return type == Map.class ? Map.of() : type == Enumeration.class ? Collections.emptyEnumeration() : null;
    }
}
