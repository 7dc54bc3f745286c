package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The declaration of the method that really runs decides. */
class DispatchedMethodTest {

    abstract static class Base<T> {
        abstract void get(T value);
    }

    static class Overloads extends Base<Comparable<String>> {
        @Open
        void get(String value) {}

        @Override
        @RequireScope("right")
        void get(Comparable<String> value) {}

        @Open
        void get(Integer value) {}
    }

    @Test
    void bridgeIsNoOverload() throws NoSuchMethodException {
        Method bridge = Overloads.class.getDeclaredMethod("get", Object.class);
        assertThat(bridge.isBridge()).isTrue();
        assertThat(Declarations.ofMethod(Overloads.class, bridge).map(Declaration::rule))
                .isEqualTo(Optional.of(Rule.allOf("right")));
    }

    static class Hidden {
        @RequireScope("right")
        public void get(Object value) {}
    }

    public static class Shown extends Hidden {
        @Open
        public void get(String value) {}
    }

    @Test
    void bridgeForVisibilityIsNoOverload() throws NoSuchMethodException {
        Method bridge = Shown.class.getDeclaredMethod("get", Object.class);
        assertThat(bridge.isBridge()).isTrue();
        assertThat(Declarations.ofMethod(Shown.class, bridge).map(Declaration::rule))
                .isEqualTo(Optional.of(Rule.allOf("right")));
    }

    @Open
    interface Wide {
        @Open
        default void get() {}
    }

    @RequireScope("right")
    interface Narrow extends Wide {
        @Override
        @RequireScope("right")
        default void get() {}
    }

    static class Parent implements Narrow {}

    static class Child extends Parent implements Wide {}

    @Test
    void executedDefaultMethodIsNearest() throws NoSuchMethodException {
        Method runs = Child.class.getMethod("get");
        assertThat(runs.getDeclaringClass()).isEqualTo(Narrow.class);
        assertThat(Declarations.ofEndpoint(Child.class, runs).map(Declaration::rule))
                .isEqualTo(Optional.of(Rule.allOf("right")));
        assertThat(Declarations.ofType(Child.class).map(Declaration::rule)).isEqualTo(Optional.of(Rule.allOf("right")));
    }

    interface A {
        @Open
        default void get() {}
    }

    interface B extends A {}

    interface C extends A {
        @Override
        @RequireScope("right")
        default void get() {}
    }

    interface D extends C {}

    static class Deeper implements B, D {}

    @Test
    void executedDefaultMethodIsNearestEvenIfDistant() throws NoSuchMethodException {
        Method runs = Deeper.class.getMethod("get");
        assertThat(runs.getDeclaringClass()).isEqualTo(C.class);
        assertThat(Declarations.ofEndpoint(Deeper.class, runs).map(Declaration::rule))
                .isEqualTo(Optional.of(Rule.allOf("right")));
    }
}
