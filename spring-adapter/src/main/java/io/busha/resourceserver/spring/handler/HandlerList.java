package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.MappedEndpoint;
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

/** Takes down what handler mappings map, in the words of a route line. Used once, by one thread. */
public final class HandlerList {

    private static final String SPRING = "org.springframework.";

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final String prefix;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();

    /**
     * An empty one.
     *
     * @param prefix the path that all of them are below; empty where there is none
     */
    public HandlerList(ApplicationContext context, HandlerDeclarations declarations, String prefix) {
        this.context = context;
        this.declarations = declarations;
        this.prefix = prefix;
    }

    /**
     * Adds a handler method.
     *
     * @param conditions what tells its mapping from another of the same path
     * @param methods those that it is mapped for; none for any
     */
    public void add(String pattern, Stream<?> conditions, Set<RequestMethod> methods, HandlerMethod handler) {
        String path = pattern.isEmpty() ? "/" : pattern;
        boolean isSprings = handler.getBeanType().getName().startsWith(SPRING);
        String words =
                isSprings ? path : path + conditions.map(one -> " " + one).collect(Collectors.joining());
        add(words, pattern, handler, narrowedTo(methods));
    }

    /** Adds a handler for any method, with its mapping in Spring's words. */
    public void add(String words, String pattern, Object handler) {
        add(words, pattern, handler, any -> any);
    }

    /** HEAD goes where GET goes. No mapping without methods takes OPTIONS, which Spring answers itself. */
    private static UnaryOperator<MappedEndpoint> narrowedTo(Set<RequestMethod> methods) {
        Set<String> names = methods.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return endpoint -> names.isEmpty() ? endpoint.forAllBut(Set.of("OPTIONS")) : endpoint.forMethods(names);
    }

    private void add(String words, String pattern, Object mapped, UnaryOperator<MappedEndpoint> methods) {
        Object handler = resolved(mapped);
        String name = name(handler);
        MappedEndpoint endpoint = methods.apply(
                MappedEndpoint.of(prefix + words, EndpointPath.of(prefix + RoutePattern.of(pattern)), name));
        try {
            MappedEndpoint known = name.startsWith(SPRING) ? endpoint.builtIn() : endpoint;
            endpoints.add(
                    declarations.check(handler, pattern).map(known::declaring).orElse(known));
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private String name(Object handler) {
        String type = declarations.code(handler).type().getName();
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

    /**
     * All that were added.
     *
     * @throws IllegalArgumentException if a handler contradicts itself or a proxy hides a controller; the message names all of them
     */
    public List<MappedEndpoint> endpoints() {
        faults.addAll(HiddenControllers.in(context));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return endpoints;
    }
}
