package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EquallyNearTest {

    private static Optional<Rule> ofEndpoint(Class<?> type) {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals("get"))
                .findFirst()
                .orElseThrow();
        return Declarations.ofEndpoint(type, method).map(Declaration::rule);
    }

    private static Optional<Rule> scope(String name) {
        return Optional.of(Rule.allOf(name));
    }

    @RequireScope("a")
    interface A {
        @RequireScope("a-method")
        void get();
    }

    @RequireScope("b")
    interface B {
        @RequireScope("b-method")
        void get();
    }

    @RequireScope("a")
    interface LikeA {
        @RequireScope("a-method")
        void get();
    }

    interface Silent {
        void get();
    }

    abstract static class Disagree implements A, Silent, B {}

    abstract static class Agree implements A, Silent, LikeA {}

    abstract static class FirstSpeaks implements A, Silent {}

    abstract static class SecondSpeaks implements Silent, A {}

    @Test
    void refusesEquallyNearDeclarationsThatDisagree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofEndpoint(Disagree.class))
                .withMessageStartingWith("declarations at the same distance disagree: [")
                .withMessageContaining("a-method at " + A.class.getName() + ".get")
                .withMessageContaining("b-method at " + B.class.getName() + ".get");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Declarations.ofType(Disagree.class).map(Declaration::rule))
                .withMessageContaining("[a at ")
                .withMessageContaining(", b at ");
    }

    @Test
    void acceptsEquallyNearDeclarationsThatAgree() {
        assertThat(ofEndpoint(Agree.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(Agree.class).map(Declaration::rule)).isEqualTo(scope("a"));
    }

    @Test
    void interfaceWithoutDeclarationDoesNotAffectADeclaringOne() {
        assertThat(ofEndpoint(FirstSpeaks.class)).isEqualTo(scope("a-method"));
        assertThat(ofEndpoint(SecondSpeaks.class)).isEqualTo(scope("a-method"));
    }

    @RequireScope("nearer")
    abstract static class DisagreeFartherAway implements A, B {
        @Override
        @RequireScope("nearer-method")
        public void get() {}
    }

    @Test
    void nearerDeclarationHidesADisagreement() {
        assertThat(ofEndpoint(DisagreeFartherAway.class)).isEqualTo(scope("nearer-method"));
        assertThat(Declarations.ofType(DisagreeFartherAway.class).map(Declaration::rule))
                .isEqualTo(scope("nearer"));
    }

    @RequireScope("narrow")
    interface NarrowA extends A {
        @Override
        @RequireScope("narrow-method")
        void get();
    }

    interface SilentA extends A {}

    abstract static class Diamond implements A, NarrowA {}

    abstract static class DiamondTheOtherWay implements NarrowA, A {}

    abstract static class DiamondOfOneDeclaration implements SilentA, A, LikeA {}

    @Test
    void extendingInterfaceIsNearerThanTheExtendedOne() {
        assertThat(ofEndpoint(Diamond.class)).isEqualTo(scope("narrow-method"));
        assertThat(Declarations.ofType(Diamond.class).map(Declaration::rule)).isEqualTo(scope("narrow"));
        assertThat(ofEndpoint(DiamondTheOtherWay.class)).isEqualTo(scope("narrow-method"));
        assertThat(Declarations.ofType(DiamondTheOtherWay.class).map(Declaration::rule))
                .isEqualTo(scope("narrow"));
    }

    @Test
    void declarationReachedTwiceCountsOnce() {
        assertThat(ofEndpoint(DiamondOfOneDeclaration.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(DiamondOfOneDeclaration.class).map(Declaration::rule))
                .isEqualTo(scope("a"));
    }

    interface SilentB extends B {}

    abstract static class DisagreeOneFloorUp implements SilentA, SilentB {}

    abstract static class FloorsApart implements A, SilentB {}

    @Test
    void nearerInterfaceWins() {
        assertThatIllegalArgumentException().isThrownBy(() -> ofEndpoint(DisagreeOneFloorUp.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Declarations.ofType(DisagreeOneFloorUp.class).map(Declaration::rule));
        assertThat(ofEndpoint(FloorsApart.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(FloorsApart.class).map(Declaration::rule))
                .isEqualTo(scope("a"));
    }

    abstract static class ParentWithB implements B {}

    abstract static class ChildWithA extends ParentWithB implements A {}

    abstract static class ChildWithFarA extends ParentWithB implements SilentA {}

    @Test
    void interfacesOfTheClassComeBeforeInterfacesOfItsSuperclass() {
        assertThat(ofEndpoint(ChildWithA.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(ChildWithA.class).map(Declaration::rule)).isEqualTo(scope("a"));
        assertThat(ofEndpoint(ChildWithFarA.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(ChildWithFarA.class).map(Declaration::rule))
                .isEqualTo(scope("a"));
    }

    abstract static class ParentWithA implements A {}

    abstract static class NamesItAgain extends ParentWithA implements A, Silent {}

    @Test
    void interfaceRepeatedBySubclassCountsOnce() {
        assertThat(ofEndpoint(NamesItAgain.class)).isEqualTo(scope("a-method"));
        assertThat(Declarations.ofType(NamesItAgain.class).map(Declaration::rule))
                .isEqualTo(scope("a"));
    }
}
