package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Annotations of an application that carry one of ours. */
class CarriedAnnotationTest {

    @RequireScope("balances:read")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ReadsBalances {}

    @ReadsBalances
    @Retention(RetentionPolicy.RUNTIME)
    @interface Twice {}

    @Authenticated
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForMembers {}

    @Open
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForAll {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Unrelated {}

    /** Each annotation carries the other, which Java allows. */
    @Ours
    @Retention(RetentionPolicy.RUNTIME)
    @interface Around {}

    @Around
    @RequireScope("balances:read")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Ours {}

    @ForAll
    static class Endpoints {
        @ReadsBalances
        public void once() {}

        @Twice
        public void twice() {}

        @ForMembers
        public void members() {}

        public void undeclared() {}

        @Unrelated
        public void unrelated() {}

        @Around
        public void around() {}

        @Twice
        @ReadsBalances
        public void same() {}

        @Twice
        @RequireScope("balances:read")
        public void sameAsOwn() {}

        @ReadsBalances
        @ForMembers
        public void torn() {}

        @ReadsBalances
        @RequireScope("transfers:write")
        public void tornFromOwn() {}
    }

    static class Sub extends Endpoints {
        @Override
        public void once() {}
    }

    private static Optional<Rule> rule(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return Declarations.ofEndpoint(type, method).map(Declaration::rule);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsAsTheAnnotationThatItCarries() {
        assertThat(rule(Endpoints.class, "once")).contains(Rule.allOf("balances:read"));
        assertThat(rule(Endpoints.class, "twice")).contains(Rule.allOf("balances:read"));
        assertThat(rule(Endpoints.class, "members")).contains(Rule.authenticated());
        assertThat(rule(Endpoints.class, "undeclared")).contains(Rule.open());
        assertThat(rule(Endpoints.class, "around")).contains(Rule.allOf("balances:read"));
    }

    @Test
    void isInheritedLikeOurAnnotations() {
        assertThat(rule(Sub.class, "once")).contains(Rule.allOf("balances:read"));
    }

    @Test
    void mayAccompanyAnEqualDeclaration() {
        assertThat(rule(Endpoints.class, "same")).contains(Rule.allOf("balances:read"));
        assertThat(rule(Endpoints.class, "sameAsOwn")).contains(Rule.allOf("balances:read"));
    }

    @Test
    void mayNotContradictAnotherDeclaration() {
        for (String torn : new String[] {"torn", "tornFromOwn"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rule(Endpoints.class, torn))
                    .withMessageContaining("Endpoints." + torn)
                    .withMessageContaining("balances:read");
        }
    }

    @Test
    void isFoundEvenIfItCannotBeRead() throws NoSuchMethodException {
        for (String name : new String[] {"once", "twice", "members", "around", "sameAsOwn", "torn"}) {
            assertThat(Declarations.areOn(Endpoints.class.getMethod(name)))
                    .as(name)
                    .isTrue();
        }
        assertThat(Declarations.areOn(Endpoints.class)).isTrue();
        assertThat(Declarations.areOn(Endpoints.class.getMethod("undeclared"))).isFalse();
        assertThat(Declarations.areOn(Endpoints.class.getMethod("unrelated"))).isFalse();
        assertThat(Declarations.areOn(Sub.class.getMethod("once"))).isFalse();
        assertThat(Declarations.areOn(Sub.class)).isFalse();
    }

    @Test
    void describesDeclarationOfAFramework() {
        Declaration brought = Declaration.of(Rule.open(), "the default");
        assertThat(brought).hasToString("open at the default");
    }
}
