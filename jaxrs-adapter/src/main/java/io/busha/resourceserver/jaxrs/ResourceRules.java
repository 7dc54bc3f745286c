package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints of resource methods, with their declared rules. Thread-safe. */
final class ResourceRules {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceRules.class);

    private static final Endpoint CLOSED = Endpoint.declaring(Optional.of(Rule.closed()));

    /** Endpoints by the class of the called object. Entries go with their class, which may be created while the application runs. */
    private final ClassValue<Map<Method, Endpoint>> known = new ClassValue<>() {
        @Override
        protected Map<Method, Endpoint> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /**
     * Returns the endpoint of a method with its declared rule. A method with contradictory declarations is closed.
     *
     * @param matched the resources that were matched on the way to the method, its own included; under CXF, their classes
     */
    Endpoint endpoint(Class<?> type, Method method, List<Object> matched) {
        boolean isBehindFault = matched.stream()
                .map(resource -> resource instanceof Class<?> itself ? itself : resource.getClass())
                .anyMatch(AnnotatedLocators::areIn);
        if (isBehindFault) {
            return CLOSED;
        }
        Endpoint endpoint = known.get(type).computeIfAbsent(method, asked -> unlessFaulty(type, asked));
        return matched.size() > 1 ? endpoint.at(ResourceMapping.ANYWHERE) : endpoint; // reached through a locator
    }

    private static Endpoint unlessFaulty(Class<?> type, Method method) {
        try {
            return Endpoint.declaring(check(type, method).map(Declaration::rule))
                    .at(ResourceMapping.of(type, method).paths());
        } catch (IllegalArgumentException e) {
            LOG.error("A resource method is closed: {}", e.getMessage());
            return CLOSED;
        }
    }

    /**
     * Returns the declared rule of a method and its place: one of our annotations, combined with any annotation that restricts it.
     *
     * @throws IllegalArgumentException if the declarations contradict each other, or if a locator in the class declares a rule
     */
    static Optional<Declaration> check(Class<?> type, Method method) {
        AnnotatedLocators.refuse(type);
        Class<?> owner = method.getDeclaringClass().isAssignableFrom(type) ? type : method.getDeclaringClass();
        return Declarations.ofEndpoint(owner, method).map(declared -> Restrictions.of(owner, method)
                .map(restriction -> both(declared, restriction))
                .orElse(declared));
    }

    private static Declaration both(Declaration declared, Declaration restriction) {
        return Declaration.of(
                declared.rule().and(restriction.rule()), declared.where() + " and " + restriction.where());
    }
}
