package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.Rule;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Annotations of other libraries are found in the same places as ours. */
class ForeignAnnotationTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Role {
        String value();
    }

    private static Optional<Rule> role(AnnotatedElement element) {
        return Optional.ofNullable(element.getDeclaredAnnotation(Role.class)).map(role -> Rule.allOf(role.value()));
    }

    private static Optional<String> found(Class<?> type, String method) throws NoSuchMethodException {
        Method called = type.getDeclaredMethod(method);
        return Declarations.ofEndpoint(type, called, ForeignAnnotationTest::role)
                .map(Declaration::toString);
    }

    interface Contract {
        @Role("contract")
        void inherited();
    }

    @Role("class")
    static class Resource implements Contract {
        @Role("method")
        void own() {}

        @Override
        public void inherited() {}

        @Open
        void ofClass() {}
    }

    static class Undeclared {
        @Open
        void get() {}
    }

    @Test
    void nearestAnnotationWins() throws NoSuchMethodException {
        String here = getClass().getName();
        assertThat(found(Resource.class, "own")).contains("method at " + here + "$Resource.own");
        assertThat(found(Resource.class, "inherited")).contains("contract at " + here + "$Contract.inherited");
        assertThat(found(Resource.class, "ofClass")).contains("class at " + here + "$Resource");
        assertThat(found(Undeclared.class, "get")).isEmpty();
    }

    interface Other {
        @Role("other")
        void inherited();
    }

    static class Torn implements Contract, Other {
        @Override
        public void inherited() {}
    }

    @Test
    void refusesDisagreeingAnnotations() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found(Torn.class, "inherited"))
                .withMessageContaining("disagree");
    }
}
