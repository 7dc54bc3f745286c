package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.elsewhere.OfAnotherPackage;
import io.busha.resourceserver.route.spi.elsewhere.WithinPackage;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which methods override which: a declaration is found only on a method that is overridden. */
class OverridesTest {

    private static Optional<Rule> rule(Class<?> type, Class<?>... parameters) {
        return asked(type, type, parameters);
    }

    /** Looks up the declaration, starting from the method of a supertype. */
    private static Optional<Rule> asked(Class<?> type, Class<?> declaring, Class<?>... parameters) {
        try {
            Method method = declaring.getDeclaredMethod("get", parameters);
            return Declarations.ofMethod(type, method).map(Declaration::rule);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Rule> scope(String name) {
        return Optional.of(Rule.allOf(name));
    }

    abstract static class Base<T> {
        @RequireScope("generic-base")
        abstract void get(T value);
    }

    interface Face<T> {
        @RequireScope("generic-interface")
        void get(T value);
    }

    interface Narrowed<N extends Number> extends Face<N> {}

    abstract static class Between<A, B> extends Base<B> {}

    static class OfString extends Base<String> {
        @Override
        void get(String value) {}

        void get(Integer value) {}

        void get(Object value, String another) {}

        void got(String value) {}
    }

    static class OfFace implements Face<String> {
        @Override
        public void get(String value) {}
    }

    static class FloorsUp extends Between<Integer, String> {
        @Override
        void get(String value) {}

        void get(Integer value) {}
    }

    static class OfNumber implements Narrowed<Integer> {
        @Override
        public void get(Integer value) {}
    }

    static class OfList extends Base<List<String>> {
        @Override
        void get(List<String> value) {}
    }

    static class OfStrings extends Base<String[]> {
        @Override
        void get(String[] value) {}
    }

    @Test
    void findsTheDeclarationOfAGenericBase() {
        assertThat(rule(OfString.class, String.class)).isEqualTo(scope("generic-base"));
        assertThat(rule(FloorsUp.class, String.class)).isEqualTo(scope("generic-base"));
        assertThat(rule(OfList.class, List.class)).isEqualTo(scope("generic-base"));
        assertThat(rule(OfStrings.class, String[].class)).isEqualTo(scope("generic-base"));
        assertThat(asked(OfString.class, Base.class, Object.class)).isEqualTo(scope("generic-base"));
    }

    @Test
    void findsTheDeclarationOfAGenericInterface() {
        assertThat(rule(OfFace.class, String.class)).isEqualTo(scope("generic-interface"));
        assertThat(rule(OfNumber.class, Integer.class)).isEqualTo(scope("generic-interface"));
        assertThat(asked(OfNumber.class, Face.class, Object.class)).isEqualTo(scope("generic-interface"));
    }

    @Test
    void overloadIsNoOverride() throws NoSuchMethodException {
        assertThat(rule(OfString.class, Integer.class)).isEmpty();
        assertThat(rule(OfString.class, Object.class, String.class)).isEmpty();
        assertThat(rule(FloorsUp.class, Integer.class)).isEmpty();
        assertThat(Declarations.ofMethod(OfString.class, OfString.class.getDeclaredMethod("got", String.class))
                        .map(Declaration::rule))
                .isEmpty();
    }

    @Test
    void bridgeStandsForTheMethodThatItCalls() throws NoSuchMethodException {
        for (Class<?> type : List.of(OfFace.class, OfList.class, OfStrings.class)) {
            Method bridge = type.getDeclaredMethod("get", Object.class);
            assertThat(bridge.isBridge()).isTrue();
            assertThat(Declarations.ofMethod(type, bridge).map(Declaration::rule))
                    .isPresent();
        }
    }

    static class Declares extends Base<String> {
        @Override
        @RequireScope("own")
        void get(String value) {}
    }

    static class Covariant implements Cloneable {
        @RequireScope("covariant")
        Object get() {
            return this;
        }
    }

    static class MoreCovariant extends Covariant {
        @Override
        @RequireScope("more-covariant")
        String get() {
            return "";
        }
    }

    @Test
    void declarationBehindABridgeIsNearest() {
        assertThat(rule(Declares.class, String.class)).isEqualTo(scope("own"));
        assertThat(rule(Declares.class, Object.class)).isEqualTo(scope("own"));
        assertThat(asked(Declares.class, Base.class, Object.class)).isEqualTo(scope("own"));
    }

    /** Both overloads would fit behind the bridge, but only one overrides. */
    static class Overloaded extends Base<String> {
        @Override
        @RequireScope("overriding")
        void get(String value) {}

        @RequireScope("overload")
        void get(Integer value) {}
    }

    @Test
    void bridgeStandsForTheOverridingMethodAmongOverloads() throws NoSuchMethodException {
        Method bridge = Overloaded.class.getDeclaredMethod("get", Object.class);
        assertThat(bridge.isBridge()).isTrue();
        assertThat(Declarations.ofMethod(Overloaded.class, bridge).map(Declaration::rule))
                .contains(Rule.allOf("overriding"));
    }

    @Test
    void differentReturnTypeIsStillAnOverride() {
        assertThat(rule(MoreCovariant.class)).isEqualTo(scope("more-covariant"));
        assertThat(asked(MoreCovariant.class, Covariant.class)).isEqualTo(scope("more-covariant"));
        assertThat(MoreCovariant.class.getDeclaredMethods())
                .filteredOn(method -> method.getName().equals("get"))
                .hasSize(2)
                .allSatisfy(method -> assertThat(Declarations.ofMethod(MoreCovariant.class, method)
                                .map(Declaration::rule))
                        .isEqualTo(scope("more-covariant")));
    }

    abstract static class Bounded<T extends Number & Serializable> {
        @RequireScope("bounded")
        void get(T value) {}
    }

    @SuppressWarnings("rawtypes")
    static class Raw extends Bounded {
        @Override
        void get(Number value) {}
    }

    static class KeepsItsVariable<T extends Integer> extends Bounded<T> {
        @Override
        void get(T value) {}

        void get(Object value) {}
    }

    @Test
    void rawTypeUsesTheBoundsOfItsTypeVariables() {
        assertThat(rule(Raw.class, Number.class)).isEqualTo(scope("bounded"));
        assertThat(rule(KeepsItsVariable.class, Integer.class)).isEqualTo(scope("bounded"));
        assertThat(rule(KeepsItsVariable.class, Object.class)).isEmpty();
    }

    abstract static class TakesArrays<T, U extends List<T>> {
        @RequireScope("arrays")
        abstract void get(T[] values, U[][] lists);
    }

    static class OfArrays extends TakesArrays<String, List<String>> {
        @Override
        void get(String[] values, List<String>[][] lists) {}

        void get(String[] values, List<String>[] lists) {}
    }

    @SuppressWarnings("rawtypes")
    static class OfRawArrays extends TakesArrays {
        @Override
        void get(Object[] values, List[][] lists) {}
    }

    @Test
    void resolvesArraysOfTypeVariables() {
        assertThat(rule(OfArrays.class, String[].class, List[][].class)).isEqualTo(scope("arrays"));
        assertThat(rule(OfArrays.class, String[].class, List[].class)).isEmpty();
        assertThat(rule(OfRawArrays.class, Object[].class, List[][].class)).isEqualTo(scope("arrays"));
    }

    static class GenericMethod {
        @RequireScope("generic-method")
        <T extends Comparable<T>> void get(T value) {}
    }

    static class OverridesGenericMethod extends GenericMethod {
        @Override
        <S extends Comparable<S>> void get(S value) {}
    }

    @Test
    void typeVariablesOfMethodsUseTheirBounds() {
        assertThat(rule(OverridesGenericMethod.class, Comparable.class)).isEqualTo(scope("generic-method"));
    }

    static class Namesakes {
        @RequireScope("private")
        @SuppressWarnings("unused")
        private void get() {}

        @RequireScope("static")
        static void get(String value) {}
    }

    static class HasNamesakes extends Namesakes {
        void get() {}
    }

    static class HidesStatic extends Namesakes {
        static void get(String value) {}
    }

    @Test
    void privateAndStaticMethodsOfTheSameNameAreNoOverrides() {
        assertThat(rule(HasNamesakes.class)).isEmpty();
        assertThat(rule(HidesStatic.class, String.class)).isEmpty();
    }

    @Test
    void readsTheGivenMethodRegardlessOfModifiers() {
        assertThat(rule(Namesakes.class)).isEqualTo(scope("private"));
        assertThat(rule(Namesakes.class, String.class)).isEqualTo(scope("static"));
        assertThat(asked(HasNamesakes.class, Namesakes.class)).isEqualTo(scope("private"));
    }

    static class OutOfPackage extends OfAnotherPackage {
        void get() {}
    }

    static class InPackageAgain extends WithinPackage.Widened {
        @Override
        public void get() {}
    }

    @Test
    void methodOfAnotherPackageIsOverriddenOnlyIfVisible() {
        assertThat(rule(OutOfPackage.class)).isEmpty();
        assertThat(asked(OutOfPackage.class, OfAnotherPackage.class)).isEqualTo(scope("another-package"));
        assertThat(rule(InPackageAgain.class)).isEqualTo(scope("another-package"));
    }
}
