package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.EndpointPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place where a method of a resource class is mapped (JAX-RS 3.1 sections 3.3, 3.4 and 3.6). A class without a path of its own is
 * reached through locators.
 */
record ResourceMapping(Optional<String> root, Optional<String> below, Set<String> methods) {

    /** The paths of resources that are reached through locators. */
    static final EndpointPath ANYWHERE = EndpointPath.of("/**").withOrWithoutSlash();

    static ResourceMapping of(Class<?> type, Method method) {
        List<Class<?>> types = new ArrayList<>(supertypes(type));
        Optional<Method> annotated = types.stream()
                .flatMap(owner -> Declarations.overridden(type, method, owner).stream())
                .filter(ResourceMapping::isOfJaxRs)
                .findFirst();
        return new ResourceMapping(
                types.stream().flatMap(owner -> path(owner).stream()).findFirst(),
                annotated.flatMap(ResourceMapping::path),
                annotated.map(ResourceMapping::httpMethods).orElse(Set.of()));
    }

    /** Returns whether this is a sub-resource locator: it has a path but no HTTP method. */
    boolean isOfLocator() {
        return below.isPresent() && methods.isEmpty();
    }

    boolean isOfSubResource() {
        return root.isEmpty();
    }

    /**
     * Returns the HTTP methods that it answers. GET includes HEAD unless the class has another method for HEAD (JAX-RS 3.1 section 3.3.5).
     */
    Set<String> servedMethods(Class<?> type) {
        boolean alsoHead = methods.contains(HttpMethod.GET)
                && Arrays.stream(type.getMethods())
                        .map(other -> of(type, other))
                        .noneMatch(other -> other.methods.contains(HttpMethod.HEAD)
                                && other.template().equals(template()));
        return alsoHead
                ? Stream.concat(methods.stream(), Stream.of(HttpMethod.HEAD)).collect(Collectors.toUnmodifiableSet())
                : methods;
    }

    /** Returns the template as written in the annotations. */
    String template() {
        return Stream.of(root, below)
                .flatMap(Optional::stream)
                .map(part -> part.replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Returns the paths that reach it. A trailing slash makes no difference unless an expression matches it. */
    EndpointPath paths() {
        if (isOfSubResource()) {
            return ANYWHERE;
        }
        String route = PathTemplate.toRoute(template());
        EndpointPath paths = EndpointPath.of(route);
        return PathTemplate.takesSeveralSegments(route) ? paths : paths.withOrWithoutSlash();
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        for (Class<?> each : List.copyOf(all)) {
            Arrays.stream(each.getInterfaces()).forEach(parent -> all.addAll(supertypes(parent)));
        }
        return all;
    }

    private static boolean isOfJaxRs(Method method) {
        return path(method).isPresent() || !httpMethods(method).isEmpty();
    }

    private static Optional<String> path(AnnotatedElement element) {
        return Optional.ofNullable(element.getDeclaredAnnotation(Path.class)).map(Path::value);
    }

    private static Set<String> httpMethods(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getDeclaredAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .collect(Collectors.toUnmodifiableSet());
    }
}
