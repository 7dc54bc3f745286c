package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceMappingTest {

    @Path("root/")
    static class Root {
        @GET
        public void get() {}

        @POST
        @Path("/below/{id}/")
        public void below() {}

        @Path("locator")
        public Object locator() {
            return this;
        }

        public void helper() {}
    }

    interface Mapped<T> {
        @GET
        @Path("mapped")
        void take(T value);
    }

    static class Implementing implements Mapped<String> {
        @Override
        public void take(String value) {}
    }

    static class OfRoot extends Root {
        @Override
        public void below() {}
    }

    private static ResourceMapping of(Class<?> type, String name) {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name) && !each.isBridge())
                .findFirst()
                .orElseThrow();
        return ResourceMapping.of(type, method);
    }

    @Test
    void joinsClassAndMethodWithOneSlash() {
        assertThat(of(Root.class, "get").template()).isEqualTo("/root");
        assertThat(of(Root.class, "below").template()).isEqualTo("/root/below/{id}");
        assertThat(of(Root.class, "below").methods()).containsExactly("POST");
    }

    @Test
    void findsTheMappingOfAnOverriddenMethod() {
        assertThat(of(OfRoot.class, "below").template()).isEqualTo("/root/below/{id}");
        assertThat(of(Implementing.class, "take").template()).isEqualTo("/mapped");
        assertThat(of(Implementing.class, "take").methods()).containsExactly("GET");
    }

    @Test
    void recognizesSubResourcesByTheirMissingPath() {
        assertThat(of(Root.class, "get").isOfSubResource()).isFalse();
        assertThat(of(Implementing.class, "take").isOfSubResource()).isTrue();
    }

    @Test
    void recognizesLocators() {
        assertThat(of(Root.class, "locator").isOfLocator()).isTrue();
        assertThat(of(Root.class, "get").isOfLocator()).isFalse();
        assertThat(of(Root.class, "below").isOfLocator()).isFalse();
        assertThat(of(Root.class, "helper").isOfLocator()).isFalse();
    }

    /** Names and numbers of parameters are equal, but the mappings differ. */
    static class Overloaded<K> {
        @GET
        @Path("of-text/{id}")
        public Object at(String id) {
            return id;
        }

        @Path("of-number/{id}")
        public Object at(int id) {
            return this;
        }

        @POST
        @Path("of-key/{id}")
        public Object at(K id) {
            return this;
        }
    }

    static class OfKeys extends Overloaded<Long> {
        @Override
        public Object at(Long id) {
            return super.at(id);
        }
    }

    private static ResourceMapping at(Class<?> type, Class<?> parameter) throws NoSuchMethodException {
        return ResourceMapping.of(type, type.getMethod("at", parameter));
    }

    @Test
    void distinguishesOverloadedMethods() throws Exception {
        for (Class<?> type : List.of(Overloaded.class, OfKeys.class)) {
            assertThat(at(type, String.class).template()).isEqualTo("/of-text/{id}");
            assertThat(at(type, String.class).isOfLocator()).isFalse();
            assertThat(at(type, int.class).template()).isEqualTo("/of-number/{id}");
            assertThat(at(type, int.class).isOfLocator()).isTrue();
        }
        assertThat(at(Overloaded.class, Object.class).methods()).containsExactly("POST");
    }

    @Test
    void findsTheGenericMethodThatAnOverloadOverrides() throws Exception {
        assertThat(at(OfKeys.class, Long.class).template()).isEqualTo("/of-key/{id}");
        assertThat(at(OfKeys.class, Object.class).methods()).containsExactly("POST"); // the bridge
    }
}
