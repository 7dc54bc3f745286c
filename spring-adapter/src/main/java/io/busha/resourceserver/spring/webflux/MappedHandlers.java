package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.spring.handler.RoutePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Lists what handler mappings map, in the words of a route line. Used once, by one thread. */
final class MappedHandlers {

    private static final String SPRING = "org.springframework.";

    private final ApplicationContext context;
    private final HandlerRules rules;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();

    MappedHandlers(ApplicationContext context, HandlerRules rules) {
        this.context = context;
        this.rules = rules;
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
            urls.getHandlerMap()
                    .forEach((pattern, handler) ->
                            add(pattern.getPatternString(), pattern.getPatternString(), resolved(handler), any -> any));
        } else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
            functions
                    .getRouterFunction()
                    .accept(new MappedRoutes((words, path, handler) -> add(words, path, handler, any -> any)));
        }
    }

    private void addMethod(RequestMappingInfo info, HandlerMethod handler) {
        Object resolved = resolved(handler);
        boolean isSprings = handler.getBeanType().getName().startsWith(SPRING);
        for (PathPattern pattern : info.getPatternsCondition().getPatterns()) {
            String text = pattern.getPatternString();
            String path = text.isEmpty() ? "/" : text;
            add(isSprings ? path : path + conditions(info), text, resolved, methods(info));
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
    private static UnaryOperator<MappedEndpoint> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        Set<String> names = methods.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return endpoint -> names.isEmpty() ? endpoint.forAllBut(Set.of("OPTIONS")) : endpoint.forMethods(names);
    }

    private void add(String words, String pattern, Object handler, UnaryOperator<MappedEndpoint> methods) {
        String name = name(handler);
        MappedEndpoint endpoint = methods.apply(MappedEndpoint.of(words, RoutePattern.of(pattern), name));
        try {
            MappedEndpoint known = name.startsWith(SPRING) ? endpoint.builtIn() : endpoint;
            endpoints.add(rules.check(handler, pattern).map(known::declaring).orElse(known));
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private static String name(Object handler) {
        String type = HandlerCode.of(handler).type().getName();
        return handler instanceof HandlerMethod method
                ? type + "." + method.getMethod().getName()
                : type;
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
