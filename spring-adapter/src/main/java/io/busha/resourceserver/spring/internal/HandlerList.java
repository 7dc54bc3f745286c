package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Collects the endpoints of handler mappings, in the syntax of route lines. Used once, by one thread. */
public final class HandlerList {

    private static final String SPRING = "org.springframework.";
    private static final String NO_CONDITION = "[]";

    /** A bean that has not been created yet may turn out to be of a subclass with its own declaration. */
    private static final Declaration UNKNOWN = Declaration.of(Rule.open(), "not known yet");

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final Set<String> prefixes;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final List<MappedEndpoint> reachable = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();
    private boolean complete = true;

    /**
     * Creates an empty list.
     *
     * @param prefixes the paths below which all patterns are mapped; an empty string is a path
     */
    public HandlerList(ApplicationContext context, HandlerDeclarations declarations, Set<String> prefixes) {
        this.context = context;
        this.declarations = declarations;
        this.prefixes = prefixes;
    }

    /** Adds a mapping whose handlers follow. If it may choose a handler that it does not list, this list is not complete. */
    public void addMapping(Object mapping) {
        complete &= ListedMappings.include(mapping);
    }

    /**
     * Adds a handler method.
     *
     * @param patterns the paths that it is mapped to; their text is Spring's notation
     * @param methods the HTTP methods that it is mapped for; empty means any
     * @param conditions what else distinguishes its mapping from others on the same path, as Spring's conditions
     */
    public void add(Set<?> patterns, Set<RequestMethod> methods, HandlerMethod handler, Object... conditions) {
        UnaryOperator<MappedEndpoint> narrowed = narrowedTo(methods);
        String suffix = handler.getBeanType().getName().startsWith(SPRING)
                ? ""
                : Stream.of(conditions)
                        .map(Object::toString)
                        .filter(one -> !one.equals(NO_CONDITION))
                        .map(one -> " " + one)
                        .collect(Collectors.joining());
        for (Object each : patterns) {
            String pattern = each.toString();
            String words = (pattern.isEmpty() ? "/" : pattern) + suffix;
            add(words, pattern, handler, any -> narrowed.apply(any).mayBeUnprotected());
        }
    }

    /** Adds a handler for any HTTP method, with its mapping in Spring's notation. */
    public void add(String words, String pattern, Object handler) {
        add(words, pattern, handler, any -> any);
    }

    /**
     * Adds a handler for any HTTP method by its pattern. Unless it declares a rule, a request that matches only the fallback for files
     * counts as reaching none.
     */
    public void add(String pattern, Object handler) {
        int before = reachable.size();
        add(pattern, pattern, handler);
        if (declarations.isForAnyFile(handler, pattern)) {
            reachable.subList(before, reachable.size()).removeIf(MappedEndpoint::declaresNothing);
        }
    }

    /** Records that there are handlers that cannot be listed. */
    public void addUnknown() {
        complete = false;
    }

    /** Adds a route of a router function for exactly the HTTP methods that it names: GET does not include HEAD. */
    void add(Way way, Object handler) {
        add(way.words(), way.pattern(), handler, any -> way.methods()
                .map(any::forMethods)
                .orElse(any)
                .approximate());
    }

    /** Narrows endpoints to HTTP methods. GET includes HEAD. Without methods, OPTIONS is left out, because Spring answers it itself. */
    private static UnaryOperator<MappedEndpoint> narrowedTo(Set<RequestMethod> methods) {
        Set<String> names = methods.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return endpoint -> names.isEmpty() ? endpoint.forAllBut(Set.of("OPTIONS")) : endpoint.forMethods(names);
    }

    private void add(String words, String pattern, Object mapped, UnaryOperator<MappedEndpoint> methods) {
        prefixes.forEach(prefix -> add(prefix, words, pattern, mapped, methods));
    }

    private void add(
            String prefix, String words, String pattern, Object mapped, UnaryOperator<MappedEndpoint> methods) {
        Object handler = resolved(mapped);
        String name = name(handler);
        MappedEndpoint endpoint = methods.apply(
                MappedEndpoint.of(prefix + words, EndpointPath.of(prefix + RoutePattern.of(pattern)), name));
        try {
            MappedEndpoint known = name.startsWith(SPRING) ? endpoint.builtIn() : endpoint;
            MappedEndpoint declared =
                    declarations.check(handler, pattern).map(known::declaring).orElse(known);
            endpoints.add(declared);
            reachable.add(isNameAlone(handler) ? known.declaring(UNKNOWN) : declared);
        } catch (IllegalArgumentException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private String name(Object handler) {
        String type = declarations.type(handler).getName();
        return handler instanceof HandlerMethod method
                ? type + "." + method.getMethod().getName()
                : type;
    }

    private static boolean isNameAlone(Object handler) {
        return handler instanceof String || handler instanceof Class;
    }

    /**
     * Resolves the bean names in mappings. Beans that already exist are inspected, but none is created for this: otherwise the type is
     * used.
     */
    private Object resolved(Object handler) {
        Object bean = handler instanceof HandlerMethod method ? method.getBean() : handler;
        if (!(bean instanceof String name)) {
            return handler;
        }
        boolean isThere = context.getAutowireCapableBeanFactory() instanceof ConfigurableListableBeanFactory beans
                && beans.containsSingleton(name);
        if (handler instanceof HandlerMethod method) {
            return isThere ? method.createWithResolvedBean() : method;
        }
        return isThere ? context.getBean(name) : Objects.requireNonNullElse(context.getType(name, false), name);
    }

    /**
     * Returns all endpoints that were added.
     *
     * @throws IllegalArgumentException if a handler contradicts itself or a proxy hides a controller; the message lists every case
     */
    public List<MappedEndpoint> endpoints() {
        faults.addAll(HiddenControllers.in(context));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return endpoints;
    }

    /** Returns the endpoints that requests can reach, or empty if the list is not complete. */
    public Optional<List<MappedEndpoint>> reachable() {
        return complete ? Optional.of(reachable) : Optional.empty();
    }
}
