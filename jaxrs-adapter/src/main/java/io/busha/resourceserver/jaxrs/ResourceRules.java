package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints that resource methods are, and what they declare. Thread-safe. */
final class ResourceRules {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceRules.class);

    private static final Endpoint CLOSED = Endpoint.declaring(Optional.of(Rule.closed()));

    /** By the class of the object that is called. Goes with that class, which may be made while the application runs. */
    private final ClassValue<Map<Method, Endpoint>> known = new ClassValue<>() {
        @Override
        protected Map<Method, Endpoint> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /**
     * The endpoint that a method is, with the rule that it declares. What contradicts itself is closed.
     *
     * @param matched the resources that were matched on the way to it, it included; under CXF their classes
     */
    Endpoint endpoint(Class<?> type, Method method, List<Object> matched) {
        boolean isBehindFault = matched.stream()
                .map(resource -> resource instanceof Class<?> itself ? itself : resource.getClass())
                .anyMatch(AnnotatedLocators::areIn);
        if (isBehindFault) {
            return CLOSED;
        }
        Endpoint endpoint = known.get(type).computeIfAbsent(method, asked -> unlessFaulty(type, asked));
        return matched.size() > 1 ? endpoint.at(ResourceMapping.ANYWHERE) : endpoint; // a locator led to it
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
     * What a method declares, and where: one of our annotations, and whatever else restricts it.
     *
     * @throws IllegalArgumentException where it contradicts itself, or a locator beside it declares a rule
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
