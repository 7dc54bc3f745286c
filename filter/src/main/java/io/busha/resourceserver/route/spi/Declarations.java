package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the annotation that counts for an endpoint. The nearest one replaces all others, in this order: the method, the methods that it
 * overrides (of superclasses, then of interfaces), the class, its superclasses, its interfaces. An annotation of your own that carries one
 * of ours counts as that one. Thread-safe. Declarations are not cached.
 */
public final class Declarations {

    private Declarations() {}

    /**
     * Returns whether one of our annotations is on this element, directly or as a meta-annotation. Ignores what the element overrides and
     * whether the annotation is valid. Cheap enough to be called for every method of an application.
     */
    public static boolean areOn(AnnotatedElement element) {
        return Annotations.carryOurs(element);
    }

    /**
     * Returns the declaration that counts for a method of this class.
     *
     * @param type the class of the object that is called, which may be a proxy or a subclass
     * @param method the method that is called, as declared anywhere in the class or its supertypes
     * @throws IllegalArgumentException if one element declares two rules, equally near elements disagree, or a scope is malformed
     */
    public static Optional<Declaration> ofEndpoint(Class<?> type, Method method) {
        return ofMethod(type, method).or(() -> ofType(type));
    }

    /**
     * Returns the declaration that counts for a method of this class according to annotations other than ours, found in the same order.
     *
     * @param reader returns the rule that one element declares by itself
     * @throws IllegalArgumentException if equally near elements disagree, or the reader throws it
     */
    public static Optional<Declaration> ofEndpoint(
            Class<?> type, Method method, Function<AnnotatedElement, Optional<Rule>> reader) {
        return ofMethod(type, method, reader).or(() -> nearest(type, owner -> owner, reader));
    }

    /**
     * Returns the declaration of the method, or of one that it overrides. Declarations of classes do not count.
     *
     * @throws IllegalArgumentException as {@link #ofEndpoint(Class, Method)}
     */
    public static Optional<Declaration> ofMethod(Class<?> type, Method method) {
        return ofMethod(type, method, Declarations::declaredOn);
    }

    /**
     * Returns the method of the given supertype, or of the class itself, that is this method or that it overrides or implements. Generic
     * parameter types are resolved as the class binds them.
     */
    public static Optional<Method> overridden(Class<?> type, Method method, Class<?> supertype) {
        return Overrides.of(type, method).in(supertype);
    }

    /**
     * Returns the declaration of the class, or of a supertype.
     *
     * @throws IllegalArgumentException as {@link #ofEndpoint(Class, Method)}
     */
    public static Optional<Declaration> ofType(Class<?> type) {
        return nearest(type, owner -> owner, Declarations::declaredOn);
    }

    private static Optional<Declaration> ofMethod(
            Class<?> type, Method method, Function<AnnotatedElement, Optional<Rule>> reader) {
        Overrides overrides = Overrides.of(type, method);
        return nearest(type, owner -> overrides.in(owner).orElse(null), reader);
    }

    private static Optional<Declaration> nearest(
            Class<?> type,
            Function<Class<?>, @Nullable AnnotatedElement> element,
            Function<AnnotatedElement, Optional<Rule>> reader) {
        for (List<Class<?>> equallyNear : Supertypes.byDistance(type)) {
            List<Declaration> found = new ArrayList<>();
            for (Class<?> owner : equallyNear) {
                AnnotatedElement declaring = element.apply(owner);
                if (declaring != null) {
                    reader.apply(declaring).ifPresent(rule -> found.add(Declaration.of(rule, declaring)));
                }
            }
            if (found.stream().map(Declaration::rule).distinct().count() > 1) {
                throw new IllegalArgumentException("declarations at the same distance disagree: " + found);
            }
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rule> declaredOn(AnnotatedElement element) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (Annotation annotation : Annotations.of(element)) {
            if (annotation instanceof RequireScope scope) {
                rules.add(critical(scopes(scope, element), scope.critical()));
            } else if (annotation instanceof Authenticated authenticated) {
                rules.add(critical(Rule.authenticated(), authenticated.critical()));
            } else if (annotation instanceof Open) {
                rules.add(Rule.open());
            }
        }
        if (rules.size() > 1) {
            throw new IllegalArgumentException(
                    element + " declares more than one of @RequireScope, @Authenticated, @Open: " + rules);
        }
        return rules.stream().findFirst();
    }

    private static Rule critical(Rule rule, boolean isCritical) {
        return isCritical ? rule.critical() : rule;
    }

    private static Rule scopes(RequireScope scope, AnnotatedElement element) {
        if (scope.value().length > 0 && scope.anyOf().length > 0) {
            throw new IllegalArgumentException(element + ": @RequireScope has both value and anyOf");
        }
        try {
            return scope.anyOf().length > 0 ? Rule.anyOf(scope.anyOf()) : Rule.allOf(scope.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(element + ": @RequireScope: " + e.getMessage(), e);
        }
    }
}
