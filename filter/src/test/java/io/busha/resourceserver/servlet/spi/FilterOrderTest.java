package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of filters, read from objects structured like those of a container. */
class FilterOrderTest {

    /** A mapping of a filter, as all containers have it. */
    public record Mapping(String filter) {
        public String getFilterName() {
            return filter;
        }
    }

    private static Mapping[] mappings(String... filters) {
        return Stream.of(filters).map(Mapping::new).toArray(Mapping[]::new);
    }

    /** Like Tomcat's facade, context and context of the context. */
    @SuppressWarnings("UnusedVariable")
    private record Facade(Object context) {}

    static class Standard {
        private final List<Mapping> maps = new ArrayList<>(List.of(mappings("a", "door", "a")));

        public Object[] findFilterMaps() {
            return maps.toArray(Mapping[]::new);
        }

        public void removeFilterMap(Mapping map) {
            maps.remove(map);
        }

        public void addFilterMap(Mapping map) {
            maps.add(map);
        }
    }

    /** Like Jetty's context and its handlers, all in one. */
    static class Handler {
        private Mapping[] maps = mappings("a", "door", "a");

        public Handler getContextHandler() {
            return this;
        }

        public Handler getServletHandler() {
            return this;
        }

        public Mapping[] getFilterMappings() {
            return maps;
        }

        public void setFilterMappings(Mapping[] mappings) {
            maps = mappings;
        }
    }

    /** Like Undertow's context, deployment and its description, all in one. */
    static class Deployment {
        public Deployment getDeployment() {
            return this;
        }

        public Deployment getDeploymentInfo() {
            return this;
        }

        public List<Mapping> getFilterMappings() {
            return List.of(mappings("a", "door", "a"));
        }
    }

    private static FilterOrder order(String container, Object context) {
        return FilterOrder.of(container, new Reflected(context)).orElseThrow();
    }

    private static void assertPutsLast(FilterOrder order) {
        assertThat(order.names()).containsExactly("a", "door", "a");
        order.putLast(Set.of("a"));
        assertThat(order.names()).containsExactly("door", "a", "a");
    }

    @Test
    void putsFiltersLastOnTomcat() {
        assertPutsLast(
                order("org.apache.catalina.core.ApplicationContextFacade", new Facade(new Facade(new Standard()))));
    }

    @Test
    void putsFiltersLastOnJetty() {
        assertPutsLast(order("org.eclipse.jetty.ee10.servlet.ServletContextHandler$ServletContextApi", new Handler()));
    }

    @Test
    void removesRepeatedMappingsOnJetty() {
        FilterOrder order =
                order("org.eclipse.jetty.ee10.servlet.ServletContextHandler$ServletContextApi", new Handler());
        order.dropRepeats();
        assertThat(order.names()).containsExactly("a", "door");
        order.dropRepeats();
        assertThat(order.names()).containsExactly("a", "door");
    }

    @Test
    void readsTheOrderOnUndertowWithoutChangingIt() {
        FilterOrder order = order("io.undertow.servlet.spec.ServletContextImpl", new Deployment());
        order.dropRepeats();
        assertThat(order.names()).containsExactly("a", "door", "a");
        assertThatIllegalStateException().isThrownBy(() -> order.putLast(Set.of("a")));
    }

    @Test
    void supportsNoOtherContainer() {
        assertThat(FilterOrder.of(new FakeApplication().context())).isEmpty();
    }

    @Test
    void reportsWhatCannotBeRead() {
        assertThatIllegalStateException()
                .isThrownBy(() -> order("org.eclipse.jetty.", "text").names())
                .withMessage("java.lang.String.getContextHandler cannot be read");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Reflected(new Handler()).get("setFilterMappings"))
                .withMessage(Handler.class.getName() + ".setFilterMappings cannot be read");
        assertThatIllegalStateException()
                .isThrownBy(() -> order("org.apache.catalina.core.", "text").names())
                .withMessage("java.lang.String.context cannot be read");
        assertThatIllegalStateException()
                .isThrownBy(() -> order("org.apache.catalina.core.", new Facade(new Empty(null)))
                        .names())
                .withMessage(Empty.class.getName() + ".context cannot be read");
    }

    @SuppressWarnings("UnusedVariable")
    private record Empty(@Nullable Object context) {}
}
