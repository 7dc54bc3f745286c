package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.spring.internal.AliasedScopes;
import io.busha.resourceserver.spring.internal.AnnotatedElements;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.GenericTypeResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The rules that a proxy must check for the methods of one kind of bean, and the declarations that no proxy can enforce. The door has
 * already checked the rules of request handlers, including route lines, which a proxy does not know. Thread-safe.
 */
final class BeanMethods {

    private static final String UNREACHABLE = "it is %s, so no proxy can intercept it";

    private final BeanTypes types;
    private final List<AnnotatedElement> annotated;
    private final BeanGate gate;
    private final BeanKind kind;
    private final Set<Class<?>> hierarchy;
    private final boolean judged;
    private final Set<String> faults;
    private final Map<Method, Optional<Rule>> rules = new ConcurrentHashMap<>();

    BeanMethods(BeanTypes types, List<AnnotatedElement> annotated, BeanGate gate) {
        this.types = types;
        this.annotated = annotated;
        this.gate = gate;
        this.kind = BeanKind.of(types.running());
        this.hierarchy = types.hierarchy();
        this.faults = Collections.unmodifiableSet(findFaults());
        this.judged = faults.isEmpty() ? isAnyJudged() : kind == BeanKind.PLAIN;
    }

    /** Returns the rule for calls of this method, or empty if it has none or the door has already checked it. */
    Optional<Rule> rule(Method method) {
        Optional<Rule> known = rules.get(method);
        return known != null ? known : rules.computeIfAbsent(method, this::read);
    }

    /** Reads the rule of the method that actually runs. Declarations in supertypes apply to it too. */
    private Optional<Rule> read(Method method) {
        Method runs = running(method);
        Stream<Optional<Declaration>> declared = isLeftToTheDoor(runs)
                ? Stream.empty()
                : types.all().stream()
                        .map(type -> hasRuleOfClass(runs)
                                ? Declarations.ofEndpoint(type, method)
                                : Declarations.ofMethod(type, method));
        return declared.flatMap(Optional::stream).map(Declaration::rule).reduce(Rule::and);
    }

    private Method running(Method method) {
        return BridgeMethodResolver.findBridgedMethod(ClassUtils.getMostSpecificMethod(method, types.running()));
    }

    private boolean isLeftToTheDoor(Method method) {
        return switch (kind) {
            case PLAIN -> false;
            case CONTROLLER -> BeanKind.isMappedForHttp(method) && !BeanKind.isMappedForMessages(method);
            case ENDPOINT, FILTER -> true;
        };
    }

    /** Returns whether the class's rule applies to a method. Not to every controller method: some handle exceptions or bind arguments. */
    private boolean hasRuleOfClass(Method method) {
        return !ReflectionUtils.isObjectMethod(method)
                && (kind != BeanKind.CONTROLLER
                        || BeanKind.isMappedWithinRequests(method)
                        || BeanKind.isMappedForMessages(method));
    }

    /** Returns whether beans of this kind need a proxy. */
    boolean areJudged() {
        return judged;
    }

    private boolean isAnyJudged() {
        return switch (kind) {
            case PLAIN -> true;
            case CONTROLLER -> methods().anyMatch(method -> rule(method).isPresent());
            case ENDPOINT, FILTER -> false;
        };
    }

    private Stream<Method> methods() {
        return hierarchy.stream().flatMap(AnnotatedElements::methods).filter(method -> !method.isSynthetic());
    }

    /** Returns the faults that stop the start. Each text starts with the class or method concerned. */
    Set<String> faults() {
        return faults;
    }

    private Set<String> findFaults() {
        Set<String> found = new LinkedHashSet<>();
        if (kind == BeanKind.FILTER || kind == BeanKind.ENDPOINT) {
            annotated.stream()
                    .filter(element -> !BeanKind.isReadByTheDoor(element, types.running()))
                    .forEach(element -> found.add(name(element) + ": annotations on it are not read"));
            return found;
        }
        annotated.stream().filter(this::isOurs).forEach(element -> addContradiction(element, found));
        if (found.isEmpty()) {
            methods().forEach(method -> objection(method).ifPresent(why -> found.add(name(method) + ": " + why)));
            if (found.isEmpty()
                    && needsSubclass()
                    && Modifier.isFinal(types.running().getModifiers())
                    && isAnyJudged()) {
                found.add(name(types.running()) + ": " + UNREACHABLE.formatted("final"));
            }
        }
        return found;
    }

    /** Excludes the declarations of handlers, which the door reads and checks itself. */
    private boolean isOurs(AnnotatedElement element) {
        return switch (kind) {
            case PLAIN -> true;
            case CONTROLLER -> element instanceof Method method && !isLeftToTheDoor(running(method));
            case ENDPOINT, FILTER -> false;
        };
    }

    private void addContradiction(AnnotatedElement element, Set<String> faults) {
        try {
            AliasedScopes.refuse(element);
            for (Class<?> type : types.all()) {
                if (element instanceof Method method) {
                    Declarations.ofMethod(type, method);
                } else {
                    Declarations.ofType(type);
                }
            }
        } catch (IllegalArgumentException e) {
            faults.add(name(element) + ": " + e.getMessage());
        }
    }

    private Optional<String> objection(Method method) {
        int modifiers = method.getModifiers();
        if (kind == BeanKind.CONTROLLER && isForUnknownSenders(method) && isDeclared(method)) {
            return Optional.of("it is for messages, whose sender is not known here");
        }
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            return countsAlone(method)
                    ? Optional.of(UNREACHABLE.formatted(Modifier.isStatic(modifiers) ? "static" : "private"))
                    : Optional.empty();
        }
        if (rule(method).filter(Rule::isCritical).isPresent()) {
            return Optional.of("only an endpoint can be critical: declare it on the endpoints that call this method");
        }
        Optional<String> objection = Modifier.isFinal(modifiers) && needsSubclass()
                ? Optional.of(UNREACHABLE.formatted("final"))
                : gate.objection(GenericTypeResolver.resolveReturnType(method, types.running()));
        return objection.filter(
                why -> rule(method).filter(rule -> !rule.allowsAnonymous()).isPresent());
    }

    private boolean isForUnknownSenders(Method method) {
        return BeanKind.isMappedForConnections(method)
                || (BeanKind.isMappedForMessages(method) && !gate.knowsSenders());
    }

    /**
     * Returns whether the declaration of a private or static method counts. A class's rule is not meant for methods that only the class
     * itself can call.
     */
    private boolean countsAlone(Method method) {
        return kind == BeanKind.CONTROLLER ? rule(method).isPresent() : Declarations.areOn(method);
    }

    private boolean isDeclared(Method method) {
        return types.all().stream()
                .anyMatch(type -> Declarations.ofEndpoint(type, method).isPresent());
    }

    /** Returns whether the proxy is a subclass. A bean that is already an interface proxy gets another interface proxy. */
    private boolean needsSubclass() {
        return !types.areInterfaces();
    }

    private static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getName() + "." + method.getName()
                : ((Class<?>) element).getName();
    }
}
