package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one servlet class declares, by HTTP method. Immutable. */
final class ServletRules {

    static final ServletRules NOTHING_DECLARED = new ServletRules(Map.of(), Optional.empty());
    static final ServletRules CLOSED = new ServletRules(Map.of(), Optional.of(Rule.closed()));

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

    private final Map<String, Rule> byMethod;
    private final Optional<Rule> byClass;

    private ServletRules(Map<String, Rule> byMethod, Optional<Rule> byClass) {
        this.byMethod = byMethod;
        this.byClass = byClass;
    }

    static ServletRules of(Class<?> servlet) {
        Map<String, Rule> rules = new HashMap<>();
        HANDLERS.forEach((method, handler) -> find(servlet, handler)
                .flatMap(found -> Declarations.ofMethod(servlet, found))
                .ifPresent(rule -> rules.put(method, rule)));
        return new ServletRules(rules, Declarations.ofType(servlet));
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

    /** HEAD has the rule of GET unless it has its own. */
    Optional<Rule> rule(String method) {
        String named = method.equals(HEAD) && !byMethod.containsKey(HEAD) ? GET : method;
        return Optional.ofNullable(byMethod.get(named)).or(() -> byClass);
    }
}
