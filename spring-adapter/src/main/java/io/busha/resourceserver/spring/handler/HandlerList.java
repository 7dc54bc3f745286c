package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.Rule;
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

    /** A bean that has not been created yet may turn out to be of a subclass with its own declaration. */
    private static final Declaration UNKNOWN = Declaration.of(Rule.open(), "nobody knows yet");

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final String prefix;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final List<MappedEndpoint> reachable = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();
    private boolean complete = true;

    /**
     * Creates an empty list.
     *
     * @param prefix the path that precedes all patterns, or an empty string
     */
    public HandlerList(ApplicationContext context, HandlerDeclarations declarations, String prefix) {
        this.context = context;
        this.declarations = declarations;
        this.prefix = prefix;
    }

    /**
     * Adds a handler method.
     *
     * @param conditions what distinguishes its mapping from others on the same path
     * @param methods the HTTP methods that it is mapped for; empty means any
     */
    public void add(String pattern, Stream<?> conditions, Set<RequestMethod> methods, HandlerMethod handler) {
        String path = pattern.isEmpty() ? "/" : pattern;
        UnaryOperator<MappedEndpoint> narrowed = narrowedTo(methods);
        boolean isSprings = handler.getBeanType().getName().startsWith(SPRING);
        String words =
                isSprings ? path : path + conditions.map(one -> " " + one).collect(Collectors.joining());
        add(words, pattern, handler, any -> narrowed.apply(any).mayBeUnprotected());
    }

    /** Adds a handler for any HTTP method, with its mapping in Spring's notation. */
    public void add(String words, String pattern, Object handler) {
        add(words, pattern, handler, any -> any);
    }

    /**
     * Adds a handler for any HTTP method by its pattern.
     *
     * @param forAnyFile whether it serves files and is the fallback if no other handler matches: unless it declares a rule, a request that
     *     matches only this handler counts as reaching none
     */
    public void add(String pattern, Object handler, boolean forAnyFile) {
        int before = reachable.size();
        add(pattern, pattern, handler);
        if (forAnyFile) {
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

    /** GET includes HEAD. A mapping without methods does not include OPTIONS, which Spring answers itself. */
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
     * Resolves the bean names in mappings. Beans that already exist are inspected, but none is created for this: otherwise the type must
     * do.
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
