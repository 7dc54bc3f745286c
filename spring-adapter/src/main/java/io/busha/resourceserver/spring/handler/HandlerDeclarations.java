package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import java.lang.reflect.Method;
import java.util.Optional;

/** Reads what the code of a handler declares, as Spring's users may write it. Thread-safe; nothing is cached. */
public final class HandlerDeclarations {

    private HandlerDeclarations() {}

    /**
     * What counts for this class, and this method of it where it is known.
     *
     * @throws IllegalArgumentException where it contradicts itself
     */
    public static Optional<Declaration> of(Class<?> type, Optional<Method> method) {
        AliasedScopes.refuse(type);
        method.ifPresent(AliasedScopes::refuse);
        return method.map(known -> Declarations.ofEndpoint(type, known)).orElseGet(() -> Declarations.ofType(type));
    }
}
