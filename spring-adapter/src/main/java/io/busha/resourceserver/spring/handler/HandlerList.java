package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.MappedEndpoint;
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

/** Takes down what handler mappings map, in the words of a route line. Used once, by one thread. */
public final class HandlerList {

    private static final String SPRING = "org.springframework.";

    /** A bean that is not made yet may be of a subclass, which declares what nobody knows. */
    private static final Declaration UNKNOWN = Declaration.of(Rule.open(), "nobody knows yet");

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final String prefix;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private final List<MappedEndpoint> reachable = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();
    private boolean complete = true;

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
        UnaryOperator<MappedEndpoint> narrowed = narrowedTo(methods);
        boolean isSprings = handler.getBeanType().getName().startsWith(SPRING);
        String words =
                isSprings ? path : path + conditions.map(one -> " " + one).collect(Collectors.joining());
        add(words, pattern, handler, any -> narrowed.apply(any).mayBeUnprotected());
    }

    /** Adds a handler for any method, with its mapping in Spring's words. */
    public void add(String words, String pattern, Object handler) {
        add(words, pattern, handler, any -> any);
    }

    /**
     * Adds a handler for any method, by its pattern.
     *
     * @param forAnyFile whether it serves files and is found where no other handler is: unless it declares something, a request that
     *     reaches nothing else has reached nothing
     */
    public void add(String pattern, Object handler, boolean forAnyFile) {
        int before = reachable.size();
        add(pattern, pattern, handler);
        if (forAnyFile) {
            reachable.subList(before, reachable.size()).removeIf(MappedEndpoint::declaresNothing);
        }
    }

    /** Notes that there are handlers which cannot be listed. */
    public void addUnknown() {
        complete = false;
    }

    /** Adds a route of a router function, for the methods that it names alone: GET does not bring HEAD along. */
    void add(Way way, Object handler) {
        add(way.words(), way.pattern(), handler, any -> way.methods()
                .map(any::forMethods)
                .orElse(any)
                .approximate());
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

    /** Mappings name beans; those that are there already are looked at, none is made for it: of others the type must do. */
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

    /** What requests can reach; empty if it is not all that they can. */
    public Optional<List<MappedEndpoint>> reachable() {
        return complete ? Optional.of(reachable) : Optional.empty();
    }
}
