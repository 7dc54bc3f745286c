package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeclarationFaultsTest {

    static class TwoKinds {
        @Authenticated
        @Open
        void authenticatedAndOpen() {}

        @RequireScope("a")
        @Open
        void scopeAndOpen() {}

        @RequireScope("a")
        @Authenticated
        void scopeAndAuthenticated() {}

        @RequireScope("a")
        @Authenticated
        @Open
        void allThree() {}
    }

    static class WrongScopes {
        @RequireScope("")
        void empty() {}

        @RequireScope(" ")
        void blank() {}

        @RequireScope("a b")
        void twoInOne() {}

        @RequireScope({"a", ""})
        void oneOfThemEmpty() {}

        @RequireScope(" a")
        void padded() {}

        @RequireScope(anyOf = "")
        void emptyAlternative() {}

        @RequireScope(anyOf = {"a", "b c"})
        void twoInOneAlternative() {}
    }

    @RequireScope
    @Open
    static class OnTheClass {
        void get() {}
    }

    static class Scopes {
        @RequireScope(value = "a", anyOf = "b")
        void valueAndAnyOf() {}

        @RequireScope(
                value = {"a", "a"},
                anyOf = {"a", "a"})
        void sameValueAndAnyOf() {}

        @RequireScope
        void none() {}

        @RequireScope({})
        void noValue() {}
    }

    static class NearerIsRight extends OnTheClass {
        @Override
        void get() {}
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    static Stream<Method> twoKinds() {
        return methods(TwoKinds.class);
    }

    @ParameterizedTest
    @MethodSource("twoKinds")
    void refusesTwoKindsOfAnnotationOnOneElement(Method method) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Declarations.ofEndpoint(TwoKinds.class, method).map(Declaration::rule))
                .withMessageStartingWith(method + " declares more than one of @RequireScope, @Authenticated, @Open: ");
    }

    static Stream<Method> wrongScopes() {
        return methods(WrongScopes.class);
    }

    @ParameterizedTest
    @MethodSource("wrongScopes")
    void refusesInvalidScopes(Method method) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Declarations.ofEndpoint(WrongScopes.class, method).map(Declaration::rule))
                .withMessageStartingWith(method + ": @RequireScope: \"")
                .withMessageContaining("\" is not a scope: ");
    }

    @Test
    void refusesValueTogetherWithAnyOf() throws NoSuchMethodException {
        for (String name : new String[] {"valueAndAnyOf", "sameValueAndAnyOf"}) {
            Method method = Scopes.class.getDeclaredMethod(name);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Declarations.ofMethod(Scopes.class, method).map(Declaration::rule))
                    .withMessage(method + ": @RequireScope has both value and anyOf");
        }
    }

    @Test
    void requiresValueOrAnyOf() throws NoSuchMethodException {
        for (String name : new String[] {"none", "noValue"}) {
            Method method = Scopes.class.getDeclaredMethod(name);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Declarations.ofMethod(Scopes.class, method).map(Declaration::rule))
                    .withMessage(method + ": @RequireScope: at least one scope is required");
        }
    }

    @Test
    void refusesFaultyAnnotationsOfClasses() throws NoSuchMethodException {
        Method method = NearerIsRight.class.getDeclaredMethod("get");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Declarations.ofEndpoint(NearerIsRight.class, method).map(Declaration::rule))
                .withMessageStartingWith(OnTheClass.class + ": @RequireScope: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Declarations.ofType(NearerIsRight.class).map(Declaration::rule));
    }
}
