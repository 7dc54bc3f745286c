package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The declarations of one servlet class, by HTTP method. Immutable. */
final class ServletRules {

    static final ServletRules NOTHING_DECLARED = new ServletRules(Map.of(), Optional.empty(), Set.of());

    private static final String HEAD = "HEAD";
    private static final String GET = "GET";
    private static final Class<?>[] HANDLER_PARAMETERS = {HttpServletRequest.class, HttpServletResponse.class};
    private static final Map<String, String> HANDLERS = Map.of(
            GET,
            "doGet",
            HEAD,
            "doHead",
            "POST",
            "doPost",
            "PUT",
            "doPut",
            "PATCH",
            "doPatch",
            "DELETE",
            "doDelete",
            "OPTIONS",
            "doOptions",
            "TRACE",
            "doTrace");

    private final Map<String, Declaration> byMethod;
    private final Optional<Declaration> byClass;
    private final Set<String> handled;

    private ServletRules(Map<String, Declaration> byMethod, Optional<Declaration> byClass, Set<String> handled) {
        this.byMethod = byMethod;
        this.byClass = byClass;
        this.handled = handled;
    }

    static ServletRules of(Class<?> servlet) {
        Map<String, Declaration> rules = new HashMap<>();
        HANDLERS.forEach((method, handler) -> find(servlet, handler)
                .flatMap(found -> Declarations.ofMethod(servlet, found))
                .ifPresent(rule -> rules.put(method, rule)));
        return new ServletRules(rules, Declarations.ofType(servlet), handledBy(servlet));
    }

    /** Returns the rules of a servlet with a declaration that cannot be understood. */
    static ServletRules closed(String why) {
        return new ServletRules(Map.of(), Optional.of(Declaration.closed(why)), Set.of());
    }

    /** Returns the methods that a servlet handles, as far as can be determined; none if it handles all of them in one place. */
    private static Set<String> handledBy(Class<?> servlet) {
        boolean anyMethod = !HttpServlet.class.isAssignableFrom(servlet)
                || find(servlet, "service").filter(ServletRules::isOwn).isPresent();
        return anyMethod
                ? Set.of()
                : HANDLERS.entrySet().stream()
                        .filter(method -> find(servlet, method.getValue())
                                .filter(ServletRules::isOwn)
                                .isPresent())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOwn(Method method) {
        return method.getDeclaringClass() != HttpServlet.class;
    }

    private static Optional<Method> find(Class<?> servlet, String handler) {
        for (Class<?> owner = servlet; owner != null; owner = owner.getSuperclass()) {
            Optional<Method> declared = Arrays.stream(owner.getDeclaredMethods())
                    .filter(method -> method.getName().equals(handler))
                    .filter(method -> Arrays.equals(method.getParameterTypes(), HANDLER_PARAMETERS))
                    .findFirst();
            if (declared.isPresent()) {
                return declared;
            }
        }
        return Optional.empty();
    }

    /** Returns the rule for a method; empty if none is declared. HEAD has the rule of GET unless it has its own. */
    Optional<Rule> rule(String method) {
        return declaration(method).map(Declaration::rule);
    }

    private Optional<Declaration> declaration(String method) {
        String named = method.equals(HEAD) && !byMethod.containsKey(HEAD) ? GET : method;
        return Optional.ofNullable(byMethod.get(named)).or(() -> byClass);
    }

    /**
     * Returns the endpoints that a mapping of this servlet stands for: one for each method with a rule or, if the class declares none, a
     * handler of its own; and one for all other methods that the servlet may answer.
     */
    List<MappedEndpoint> endpoints(MappedEndpoint mapping) {
        List<MappedEndpoint> endpoints = new ArrayList<>();
        Set<String> named = new TreeSet<>(byMethod.keySet());
        if (byClass.isEmpty()) {
            named.addAll(handled);
        }
        boolean headAsGet = named.contains(GET) && !named.contains(HEAD);
        for (String method : named) {
            Set<String> alike = headAsGet && method.equals(GET) ? Set.of(GET, HEAD) : Set.of(method);
            endpoints.add(declared(mapping.forMethods(alike), declaration(method)));
        }
        if (handled.isEmpty() || byClass.isPresent()) {
            if (headAsGet) {
                named.add(HEAD);
            }
            endpoints.add(declared(mapping.forAllBut(named), byClass));
        }
        return endpoints;
    }

    private static MappedEndpoint declared(MappedEndpoint endpoint, Optional<Declaration> declaration) {
        return declaration.map(endpoint::declaring).orElse(endpoint);
    }
}
