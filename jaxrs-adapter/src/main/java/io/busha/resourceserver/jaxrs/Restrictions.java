package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.Rule;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Rules from Jakarta's own annotations: roles are scopes, and any one of them is enough. They restrict a rule that one of our annotations
 * declares but do not declare one themselves; {@code @PermitAll} has no effect.
 */
final class Restrictions {

    private Restrictions() {}

    static Optional<Declaration> of(Class<?> type, Method method) {
        return Declarations.ofEndpoint(type, method, Restrictions::on);
    }

    private static Optional<Rule> on(AnnotatedElement element) {
        RolesAllowed roles = element.getDeclaredAnnotation(RolesAllowed.class);
        boolean denied = element.getDeclaredAnnotation(DenyAll.class) != null;
        if (denied || (roles != null && roles.value().length == 0)) {
            return Optional.of(Rule.closed());
        }
        return Optional.ofNullable(roles).map(allowed -> anyOf(allowed, element));
    }

    private static Rule anyOf(RolesAllowed roles, AnnotatedElement element) {
        try {
            return Rule.anyOf(roles.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(element + ": @RolesAllowed: " + e.getMessage(), e);
        }
    }
}
