package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class AnnotatedLocatorsTest {

    @Authenticated
    static class Fine {
        @Path("locator")
        public Object locator() {
            return this;
        }

        @GET
        @Path("method")
        @RequireScope("a:read")
        public void method() {}
    }

    static class Annotated {
        @Path("locator")
        @RequireScope("a:read")
        public Object locator() {
            return this;
        }
    }

    interface ByInterface {
        @Open
        Object locator();
    }

    static class Inheriting extends Fine implements ByInterface {
        @Override
        public Object locator() {
            return this;
        }
    }

    static class Contradicting {
        @Path("locator")
        @Open
        @Authenticated
        public Object locator() {
            return this;
        }
    }

    @Test
    void ignoresClassesWithoutThem() {
        assertThat(AnnotatedLocators.areIn(Fine.class)).isFalse();
        assertThatCode(() -> AnnotatedLocators.refuse(Fine.class)).doesNotThrowAnyException();
    }

    @Test
    void namesTheLocator() {
        assertThat(AnnotatedLocators.areIn(Annotated.class)).isTrue();
        assertThatThrownBy(() -> AnnotatedLocators.refuse(Annotated.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Annotated.locator")
                .hasMessageContaining("declare it on the class that the locator returns");
    }

    static class AnnotatedToo extends Annotated {}

    @Test
    void logsEachLocatorOnce() {
        try (LoggedLines errors = LoggedLines.errors()) {
            assertThat(AnnotatedLocators.areIn(AnnotatedToo.class)).isTrue();
            assertThat(AnnotatedLocators.areIn(AnnotatedToo.class)).isTrue();
            assertThat(errors.texts())
                    .singleElement()
                    .asString()
                    .startsWith("Everything below a resource is closed: ")
                    .contains("Annotated.locator");
        }
    }

    @Test
    void findsRulesOnOverriddenLocators() {
        assertThat(AnnotatedLocators.areIn(Inheriting.class)).isTrue();
    }

    @Test
    void findsContradictingRules() {
        assertThat(AnnotatedLocators.areIn(Contradicting.class)).isTrue();
    }

    static class FineOverloads {
        @Path("locator/{id}")
        public Object at(int id) {
            return this;
        }

        @GET
        @Path("method/{id}")
        @RequireScope("a:read")
        public Object at(String id) {
            return id;
        }
    }

    static class AnnotatedOverloads {
        @Path("locator/{id}")
        @RequireScope("a:read")
        public Object at(int id) {
            return this;
        }

        @GET
        @Path("method/{id}")
        public Object at(String id) {
            return id;
        }
    }

    @Test
    void distinguishesLocatorFromMethodOfTheSameName() {
        assertThat(AnnotatedLocators.areIn(FineOverloads.class)).isFalse();
        assertThat(AnnotatedLocators.areIn(AnnotatedOverloads.class)).isTrue();
    }
}
