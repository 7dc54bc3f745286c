package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.spring.handler.RoutePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Lists what handler mappings map, in the words of a route line. Used once, by one thread. */
final class MappedHandlers {

    private static final String SPRING = "org.springframework.";

    private final WebApplicationContext context;
    private final HandlerRules rules;
    private final String prefix;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();

    MappedHandlers(WebApplicationContext context, HandlerRules rules, String prefix) {
        this.context = context;
        this.rules = rules;
        this.prefix = prefix;
    }

    /**
     * All of them.
     *
     * @throws IllegalArgumentException naming every handler that contradicts itself
     */
    List<MappedEndpoint> list(List<HandlerMapping> mappings) {
        mappings.forEach(this::add);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return endpoints;
    }

    private void add(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::addMethod);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> add(pattern, pattern, resolved(handler)));
            if (urls.getRootHandler() != null) {
                add("/", "/", resolved(urls.getRootHandler()));
            }
        } else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
            functions.getRouterFunction().accept(new MappedRoutes((words, path, handler) -> add(words, path, handler)));
        }
    }

    private void addMethod(RequestMappingInfo info, HandlerMethod handler) {
        Object resolved = resolved(handler);
        boolean isSprings = handler.getBeanType().getName().startsWith(SPRING);
        for (String pattern : info.getPatternValues()) {
            String path = pattern.isEmpty() ? "/" : pattern;
            add(isSprings ? path : path + conditions(info), pattern, resolved, methods(info));
        }
    }

    /** What tells this mapping from another of the same path. */
    private static String conditions(RequestMappingInfo info) {
        return Stream.of(
                        info.getParamsCondition(),
                        info.getHeadersCondition(),
                        info.getConsumesCondition(),
                        info.getProducesCondition())
                .filter(condition -> !condition.isEmpty())
                .map(condition -> " " + condition)
                .collect(Collectors.joining());
    }

    /** HEAD goes where GET goes. No mapping without methods takes OPTIONS, which Spring answers itself. */
    private static Methods methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        Set<String> names = methods.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return endpoint -> names.isEmpty() ? endpoint.forAllBut(Set.of("OPTIONS")) : endpoint.forMethods(names);
    }

    /** Narrows an endpoint to the methods that it is mapped for. */
    @FunctionalInterface
    private interface Methods {
        MappedEndpoint of(MappedEndpoint endpoint);
    }

    private void add(String words, String pattern, Object handler) {
        add(words, pattern, handler, endpoint -> endpoint);
    }

    private void add(String words, String pattern, Object handler, Methods methods) {
        String name = name(handler);
        MappedEndpoint endpoint =
                methods.of(MappedEndpoint.of(prefix + words, prefix + RoutePattern.of(pattern), name));
        try {
            MappedEndpoint known = name.startsWith(SPRING) ? endpoint.builtIn() : endpoint;
            endpoints.add(rules.check(handler, pattern).map(known::declaring).orElse(known));
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private static String name(Object handler) {
        HandlerCode code = HandlerCode.of(handler);
        return code.type().getName()
                + (handler instanceof HandlerMethod method
                        ? "." + method.getMethod().getName()
                        : "");
    }

    /** Mappings name beans; those that are there already are looked at, none is made for it. */
    private Object resolved(Object handler) {
        Object bean = handler instanceof HandlerMethod method ? method.getBean() : handler;
        boolean isThere = bean instanceof String name
                && context.getAutowireCapableBeanFactory() instanceof ConfigurableListableBeanFactory beans
                && beans.containsSingleton(name);
        if (!isThere) {
            return handler;
        }
        return handler instanceof HandlerMethod method
                ? method.createWithResolvedBean()
                : context.getBean((String) bean);
    }
}
