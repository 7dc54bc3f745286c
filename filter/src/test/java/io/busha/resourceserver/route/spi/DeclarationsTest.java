package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which declaration is nearest. In these endpoints the name of a scope says where it is declared. */
class DeclarationsTest {

    private static Optional<Rule> ofEndpoint(Class<?> type) {
        return Declarations.ofEndpoint(type, method(type)).map(Declaration::rule);
    }

    private static Optional<Rule> ofMethod(Class<?> type) {
        return Declarations.ofMethod(type, method(type)).map(Declaration::rule);
    }

    private static Method method(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("get"))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Rule> scope(String name) {
        return Optional.of(Rule.allOf(name));
    }

    public interface Plain {
        void get();
    }

    @RequireScope("interface")
    public interface OnInterface {
        void get();
    }

    public interface OnInterfaceMethod {
        @RequireScope("interface-method")
        void get();
    }

    public interface OnDefaultMethod {
        @RequireScope("default-method")
        default void get() {}
    }

    @RequireScope("superclass")
    public static class OnSuperclass {
        public void get() {}
    }

    public static class OnSuperclassMethod {
        @RequireScope("superclass-method")
        public void get() {}
    }

    @RequireScope("class")
    public static class OnMethod extends OnSuperclassMethod implements OnInterfaceMethod {
        @Override
        @RequireScope("method")
        public void get() {}
    }

    @RequireScope("class")
    public static class OnClass extends OnSuperclass implements OnInterface {
        @Override
        public void get() {}
    }

    @RequireScope("class")
    public static class OverridesSuperclass extends OnSuperclassMethod implements OnInterfaceMethod {
        @Override
        public void get() {}
    }

    @RequireScope("class")
    public static class Implements extends OnSuperclass implements OnInterfaceMethod {
        @Override
        public void get() {}
    }

    public static class BelowSuperclass extends OnSuperclass implements OnInterface {}

    public static class BelowInterface implements OnInterface {
        @Override
        public void get() {}
    }

    public static class Undeclared implements Plain {
        @Override
        public void get() {}
    }

    public static class Inherits extends OnSuperclassMethod {}

    public static class InheritsDefault implements OnDefaultMethod {}

    public static class OverridesDefault implements OnDefaultMethod {
        @Override
        public void get() {}
    }

    @Test
    void methodComesBeforeTheClass() {
        assertThat(ofEndpoint(OnMethod.class)).isEqualTo(scope("method"));
    }

    @Test
    void overriddenMethodComesBeforeTheClass() {
        assertThat(ofEndpoint(OverridesSuperclass.class)).isEqualTo(scope("superclass-method"));
        assertThat(ofEndpoint(Implements.class)).isEqualTo(scope("interface-method"));
    }

    @Test
    void classComesBeforeItsSupertypes() {
        assertThat(ofEndpoint(OnClass.class)).isEqualTo(scope("class"));
        assertThat(Declarations.ofType(OnClass.class).map(Declaration::rule)).isEqualTo(scope("class"));
    }

    @Test
    void superclassComesBeforeInterfaces() {
        assertThat(ofEndpoint(BelowSuperclass.class)).isEqualTo(scope("superclass"));
        assertThat(ofEndpoint(BelowInterface.class)).isEqualTo(scope("interface"));
    }

    @Test
    void inheritedMethodKeepsItsDeclaration() {
        assertThat(ofEndpoint(Inherits.class)).isEqualTo(scope("superclass-method"));
        assertThat(ofEndpoint(InheritsDefault.class)).isEqualTo(scope("default-method"));
        assertThat(ofEndpoint(OverridesDefault.class)).isEqualTo(scope("default-method"));
    }

    @Test
    void findsNothingIfNothingIsDeclared() {
        assertThat(ofEndpoint(Undeclared.class)).isEmpty();
        assertThat(Declarations.ofType(Plain.class).map(Declaration::rule)).isEmpty();
        assertThat(Declarations.ofType(Object.class).map(Declaration::rule)).isEmpty();
    }

    @Test
    void readsMethodsAndClassesSeparately() {
        assertThat(ofMethod(OnClass.class)).isEmpty();
        assertThat(ofMethod(OnMethod.class)).isEqualTo(scope("method"));
        assertThat(Declarations.ofType(OnMethod.class).map(Declaration::rule)).isEqualTo(scope("class"));
        assertThat(Declarations.ofType(Inherits.class).map(Declaration::rule)).isEmpty();
    }

    @Test
    void readsEveryKind() {
        @RequireScope({"b", "a"})
        class All {}
        @RequireScope(anyOf = {"b", "a"})
        class Any {}
        @Authenticated
        class WithAnyToken {}
        @Open
        class ForAll {}
        assertThat(Declarations.ofType(All.class).map(Declaration::rule).orElseThrow())
                .hasToString("b a");
        assertThat(Declarations.ofType(Any.class).map(Declaration::rule).orElseThrow())
                .hasToString("any(b a)");
        assertThat(Declarations.ofType(WithAnyToken.class).map(Declaration::rule))
                .contains(Rule.authenticated());
        assertThat(Declarations.ofType(ForAll.class).map(Declaration::rule)).contains(Rule.open());
    }

    @RequireScope("class")
    public static class OpensOneMethod extends OnSuperclassMethod {
        @Override
        @Open
        public void get() {}
    }

    @Authenticated
    public static class LoosensItsSuperclass extends OnSuperclass {}

    @Test
    void nearestDeclarationReplacesOthers() {
        assertThat(ofEndpoint(OpensOneMethod.class)).contains(Rule.open());
        assertThat(ofEndpoint(LoosensItsSuperclass.class)).contains(Rule.authenticated());
    }

    @RequireScope("grandparent")
    public static class Grandparent {
        @RequireScope("grandparent-method")
        public void get() {}
    }

    @RequireScope("parent")
    public static class Parent extends Grandparent {
        @Override
        public void get() {}
    }

    public static class Child extends Parent {}

    @Test
    void nearerSuperclassWins() {
        assertThat(ofEndpoint(Child.class)).isEqualTo(scope("grandparent-method"));
        assertThat(Declarations.ofType(Child.class).map(Declaration::rule)).isEqualTo(scope("parent"));
    }

    @Test
    void jdkProxyHasTheDeclarationOfItsInterface() {
        for (Class<?> face : new Class<?>[] {OnInterfaceMethod.class, OnInterface.class}) {
            Class<?> proxy = Proxy.newProxyInstance(
                            face.getClassLoader(),
                            new Class<?>[] {Plain.class, face},
                            (self, method, arguments) -> self)
                    .getClass();
            assertThat(ofEndpoint(proxy)).isEqualTo(ofEndpoint(face)).isPresent();
            assertThat(Declarations.ofEndpoint(proxy, method(face)).map(Declaration::rule))
                    .isEqualTo(ofEndpoint(face));
        }
    }

    public static class ProxyBySubclass extends OnMethod {
        @Override
        public void get() {
            super.get();
        }
    }

    @Test
    void proxyBySubclassHasTheDeclarationOfItsTarget() {
        assertThat(ofEndpoint(ProxyBySubclass.class)).isEqualTo(scope("method"));
        assertThat(Declarations.ofEndpoint(ProxyBySubclass.class, method(OnMethod.class))
                        .map(Declaration::rule))
                .isEqualTo(scope("method"));
    }

    @Test
    void methodOfASupertypeStandsForItsOverride() {
        assertThat(Declarations.ofEndpoint(OnMethod.class, method(OnInterfaceMethod.class))
                        .map(Declaration::rule))
                .isEqualTo(scope("method"));
        assertThat(Declarations.ofEndpoint(OnMethod.class, method(Plain.class)).map(Declaration::rule))
                .isEqualTo(scope("method"));
    }

    @Test
    void findsTheOverriddenMethodOfASupertype() {
        Method get = method(OnMethod.class);
        assertThat(Declarations.overridden(OnMethod.class, get, OnInterfaceMethod.class))
                .contains(method(OnInterfaceMethod.class));
        assertThat(Declarations.overridden(OnMethod.class, get, OnMethod.class)).contains(get);
        assertThat(Declarations.overridden(OnMethod.class, get, Object.class)).isEmpty();
    }
}
